#include "purchase/offers_views.h"

#include "base/text.h"
#include "http/locale.h"
#include "http/messages.h"
#include "purchase/order_page_views.h"

#include <algorithm>

namespace kvitt::purchase
{

namespace
{

using http::Language;
using http::RenderContext;
using http::translate;
using memberships::Membership;
using memberships::MembershipState;
using orders::OrderState;

std::string day_text(const RenderContext& context, Date day)
{
    return http::date_long(context.language, day);
}

std::string tier_name(const std::optional<catalogue::Tier>& tier) { return tier ? enum_text(*tier) : ""; }

std::optional<std::string> qualifying_sentence(Language language, const orders::OfferForPartner& offer)
{
    if (!offer.offer.tier)
        return translate(language, "Needs no competency.");
    if (offer.qualifying.empty())
        return std::nullopt;
    std::vector<std::string> names;
    for (const auto& attainment : highest_of(offer.qualifying))
        names.push_back(competency_name(language, attainment));
    return translate(language, "You qualify through {competencies}.",
                     {{"competencies", joined(language, names)}});
}

bool is_blocked_by(const orders::OfferForPartner& offer, const Refusal& refusal)
{
    return std::any_of(offer.blocks.begin(), offer.blocks.end(),
                       [&](const Refusal* block) { return std::string_view(block->code) == refusal.code; });
}

std::optional<StateView> tile_mark(const RenderContext& context, const Situation& situation,
                                   const orders::OfferForPartner& offer)
{
    for (const auto& order : situation.orders)
        if (order.is_open() && order.offer == offer.offer.code)
            return orders::state_view(context.language, order.shown_state());
    if (offer.held)
        return orders::state_view(context.language, offer.held->state_on(situation.today));
    if (is_blocked_by(offer, orders::included_in_gold))
        return StateView{"included", translate(context.language, "Included in gold"), "good"};
    return std::nullopt;
}

TileView tile_view(const RenderContext& context, const Situation& situation,
                   const orders::OfferForPartner& offer)
{
    const Language language = context.language;
    TileView tile;
    tile.code = offer.offer.code;
    tile.tier = tier_name(offer.offer.tier);
    tile.name = offer_name(language, offer.offer);
    tile.summary = language == Language::sv ? offer.offer.summary_sv : offer.offer.summary_en;
    tile.qualifying = qualifying_sentence(language, offer);
    tile.mark = tile_mark(context, situation, offer);
    tile.blocks = block_views(context, {situation, offer});
    if (offer.quote)
        tile.price = price_view(context, *offer.quote);
    if (offer.quote && offer.quote->discount.is_positive())
        tile.upgrade_note =
            translate(language, "Your new anniversary will be one year from activation. After an "
                                "upgrade with discount the silver fee is not paid back.");
    tile.kept_price = kept_price_sentence(language, offer);
    if (tile.blocks.empty())
    {
        tile.subscribe = http::url("/purchase/{}", offer.offer.code);
        if (const auto use = credit_use(language, offer))
            tile.credit_use = use->sentence;
    }
    return tile;
}

PurchasedView purchased_view(const RenderContext& context, const Situation& situation,
                             const orders::Order& order)
{
    const Membership* membership = situation.find_membership(order.number);
    const catalogue::Offer* offer = situation.find_offer(order.offer);
    PurchasedView row;
    row.name = orders::offer_name(context.language, order.snapshot);
    row.tier = offer != nullptr ? tier_name(offer->tier) : "";
    row.number = order.number.shown();
    row.url = http::url("/orders/{}", order.number.text());
    row.state = shown_state(context, order, membership, situation.today);
    row.next = order_sentence(context, situation, order, membership);
    if (membership != nullptr && order.state != OrderState::active && membership->ended == "revoked")
        row.revoked = membership_sentence(context, *membership, situation.today);
    row.total = order.quote.total;
    row.payable = order.is_open();
    if (order.is_open())
        row.proof = proof_action(context.language, order, situation.may_buy);
    if (situation.may_buy && can_cancel(order))
    {
        row.replace = http::url("/orders/{}/replace", order.number.text());
        row.cancel = http::url("/orders/{}/cancel", order.number.text());
    }
    if (const auto again = again_view(context.language, situation, order))
    {
        row.again = again->url;
        row.again_note = again->note;
    }
    return row;
}

std::optional<std::string> attained_sentence(Language language, const Situation& situation)
{
    std::vector<std::string> items;
    for (const auto& attainment : highest_of(situation.attainments))
        items.push_back(competency_name(language, attainment) + " (" + tier_word(language, attainment.tier) +
                        ")");
    if (items.empty())
        return std::nullopt;
    return translate(language, "Your company has attained {competencies}.",
                     {{"competencies", joined(language, items)}});
}

} // namespace

std::string membership_sentence(const RenderContext& context, const Membership& membership, Date today)
{
    const Facts facts{{"day", day_text(context, membership.anniversary)},
                      {"until", day_text(context, membership.anniversary + memberships::window_days)},
                      {"ended", day_text(context, membership.ended_on.value_or(membership.anniversary))}};
    switch (membership.state_on(today))
    {
    case MembershipState::active:
        return translate(context.language, "Runs until {day}.", facts);
    case MembershipState::in_window:
        return translate(context.language,
                         "The year ended on {day}. Renew by {until} to keep the membership and its benefits.",
                         facts);
    case MembershipState::lapsed:
        return translate(context.language, "Ended on {day}.", facts);
    case MembershipState::superseded:
        return translate(context.language, "Replaced by an upgrade on {ended}.", facts);
    case MembershipState::refunded:
        return translate(context.language, "The fee was paid back on {ended}.", facts);
    case MembershipState::revoked:
        return translate(context.language, "Revoked on {ended}, because the payment was taken back.", facts);
    }
    return {};
}

bool can_cancel(const orders::Order& order) { return order.is_open() && !order.cancel_requested; }

namespace
{

bool has_ended(const orders::Order& order)
{
    return order.state == OrderState::expired || order.state == OrderState::cancelled ||
           order.state == OrderState::failed;
}

// An order that took this one's place, or a newer one of the same offer.
bool is_succeeded(const Situation& situation, const orders::Order& order)
{
    for (const auto& related : orders::related_to(order.number, situation.links))
        if (related.relation == orders::Relation::replaced_by ||
            related.relation == orders::Relation::followed_by)
            return true;
    return std::any_of(situation.orders.begin(), situation.orders.end(), [&](const orders::Order& other) {
        return other.offer == order.offer && other.created_at > order.created_at;
    });
}

} // namespace

std::optional<AgainView> again_view(Language language, const Situation& situation, const orders::Order& order)
{
    const orders::OfferForPartner* tile = situation.find_tile(order.offer);
    const bool for_sale = tile != nullptr && tile->blocks.empty() && tile->quote && situation.may_buy;
    if (!has_ended(order) || !for_sale || is_succeeded(situation, order))
        return std::nullopt;
    const auto use = credit_use(language, *tile);
    const std::string note =
        use ? use->sentence
            : translate(language, "No money of yours waits for it. A new order asks {total}.",
                        {{"total", http::money_text(language, tile->quote->total)}});
    return AgainView{http::url("/purchase/{}", order.offer).with("again", order.number.text()), note};
}

PriceView price_view(const RenderContext& context, const orders::Quote& quote)
{
    PriceView price{quote.net, std::nullopt, std::nullopt, orders::tax_label(context.language, quote),
                    quote.total};
    if (quote.discount.is_positive())
    {
        price.list = quote.list;
        price.discount = discount_words(context.language, quote);
    }
    return price;
}

std::string discount_words(Language language, const orders::Quote& quote)
{
    const std::int64_t list = quote.list.minor();
    const BasisPoints rate{list == 0 ? 0 : (quote.discount.minor() * 10'000 + list / 2) / list};
    return translate(language, "Upgrade discount {rate}", {{"rate", http::percent_text(language, rate)}});
}

StateView shown_state(const RenderContext& context, const orders::Order& order, const Membership* membership,
                      Date today)
{
    if (order.state == OrderState::active && membership != nullptr)
        return orders::state_view(context.language, membership->state_on(today));
    return orders::state_view(context.language, order.shown_state());
}

std::string order_sentence(const RenderContext& context, const Situation& situation,
                           const orders::Order& order, const Membership* membership)
{
    const Language language = context.language;
    if (const auto awaited = orders::awaiting(order, situation.now, situation.grace(), context.zone))
        return orders::awaiting_text(context, orders::Audience::partner, order, *awaited,
                                     situation.programme.desk_email);
    if (order.state == OrderState::active && membership != nullptr)
        return membership_sentence(context, *membership, situation.today);
    Facts facts{{"day", day_text(context, context.zone.date_at(order.closed_at.value_or(order.created_at)))},
                {"deadline", day_text(context, order.deadline(context.zone))}};
    for (const auto& related : orders::related_to(order.number, situation.links))
        if (related.relation == orders::Relation::replaced_by)
        {
            facts.emplace_back("order", related.order.shown());
            return translate(language,
                             "Replaced by order {order} on {day}. Money on its way that names this order "
                             "finds that one.",
                             facts);
        }
    switch (order.state)
    {
    case OrderState::expired:
        return translate(language, "The deadline was {deadline}. Do not pay this order any more.", facts);
    case OrderState::cancelled:
        return translate(language, "Cancelled on {day}. Do not pay this order any more.", facts);
    case OrderState::failed:
        return translate(language, "The card payment did not succeed. You can buy again.");
    case OrderState::refunded:
        return translate(language, "The fee was paid back on {day}.", facts);
    default:
        return {};
    }
}

OffersView offers_view(const RenderContext& context, const Situation& situation)
{
    OffersView view;
    view.attained = attained_sentence(context.language, situation);
    view.credits = credit_views(situation);
    for (const auto& offer : situation.offers)
        view.tiles.push_back(tile_view(context, situation, offer));
    for (const auto& order : situation.orders)
        view.purchased.push_back(purchased_view(context, situation, order));
    view.any_purchased = !view.purchased.empty();
    return view;
}

namespace
{

// What the reader does about an order that waits, by what it waits for.
struct OpenOrderStep
{
    std::string_view what;
    const char* title;
    const char* action;
    bool proof = false; // the action leads to the page of its proofs
};

constexpr OpenOrderStep open_order_steps[] = {
    {"statement", msg("Wait for the bank's statement"), msg("Show the order")},
    {"review", msg("Your proof of payment is being reviewed"), msg("Show the order")},
    {"money", msg("Your money is on its way"), msg("Show the order")},
    {"missing_money", msg("Your money has not arrived yet"), msg("Show the order")},
    {"cancel_decision", msg("Wait for the programme's decision"), msg("Show the order")},
    {"new_proof", msg("Upload a new proof of payment"), msg("Upload payment proof"), true},
    {"", msg("Pay order {order}"), msg("Payment details")},
};

std::optional<NextStepView> step_for_open_order(const RenderContext& context, const Situation& situation)
{
    for (const auto& order : situation.orders)
    {
        const auto awaited = orders::awaiting(order, situation.now, situation.grace(), context.zone);
        if (!awaited)
            continue;
        const auto* step = std::find_if(std::begin(open_order_steps), std::end(open_order_steps) - 1,
                                        [&](const OpenOrderStep& one) { return awaited->what == one.what; });
        const char* pattern = step->proof ? "/orders/{}/proof" : "/orders/{}";
        return NextStepView{translate(context.language, step->title, {{"order", order.number.shown()}}),
                            orders::awaiting_text(context, orders::Audience::partner, order, *awaited,
                                                  situation.programme.desk_email),
                            web::ActionView{http::url(pattern, order.number.text()),
                                            translate(context.language, step->action)}};
    }
    return std::nullopt;
}

std::vector<const orders::OfferForPartner*> list_for_sale(const Situation& situation)
{
    std::vector<const orders::OfferForPartner*> found;
    for (const auto& offer : situation.offers)
        if (offer.blocks.empty() && offer.quote)
            found.push_back(&offer);
    return found;
}

// The highest tier first, then the programme's own order.
const orders::OfferForPartner& best_of(const std::vector<const orders::OfferForPartner*>& for_sale)
{
    const auto rank = [](const orders::OfferForPartner* one) {
        return one->offer.tier ? static_cast<int>(*one->offer.tier) + 1 : 0;
    };
    return **std::max_element(for_sale.begin(), for_sale.end(),
                              [&](const auto* a, const auto* b) { return rank(a) < rank(b); });
}

// Money that came for an ended order waits for a new one; the same offer as last time is meant most likely.
std::optional<NextStepView> step_for_credit(const RenderContext& context, const Situation& situation)
{
    auto for_sale = list_for_sale(situation);
    std::erase_if(for_sale, [](const auto* offer) { return !offer->credit.is_positive(); });
    if (!situation.may_buy || for_sale.empty())
        return std::nullopt;
    const orders::OfferForPartner* chosen = &best_of(for_sale);
    http::Url url = http::url("/purchase/{}", chosen->offer.code);
    for (const auto* offer : for_sale)
        if (!situation.orders.empty() && situation.orders.front().offer == offer->offer.code)
        {
            chosen = offer;
            const auto again = again_view(context.language, situation, situation.orders.front());
            url = again ? again->url : http::url("/purchase/{}", offer->offer.code);
        }
    const Language language = context.language;
    return NextStepView{
        translate(language, "Use your credit: {offer}", {{"offer", offer_name(language, chosen->offer)}}),
        credit_use(language, *chosen)->sentence, web::ActionView{url, translate(language, "Subscribe")}};
}

std::optional<NextStepView> step_for_sale(const RenderContext& context, const Situation& situation)
{
    const auto for_sale = list_for_sale(situation);
    if (for_sale.empty())
        return std::nullopt;
    const Language language = context.language;
    const orders::OfferForPartner& best = best_of(for_sale);
    const Facts facts{{"offer", offer_name(language, best.offer)},
                      {"price", http::money_text(language, best.quote->net)},
                      {"tax", orders::tax_label(language, *best.quote)}};
    const std::string title = translate(language, best.held ? "Renew {offer}" : "You can buy {offer}", facts);
    if (!situation.may_buy)
        return NextStepView{
            title, missing_role(language, situation).change,
            web::ActionView{http::url("/offers/compare"), translate(language, "Compare offers")}};
    const std::string price = translate(language, "{price} for a year, plus {tax}.", facts);
    const std::string text = qualifying_sentence(language, best).value_or("") + " " + price;
    if (for_sale.size() > 1)
        return NextStepView{title, text,
                            web::ActionView{http::url("/offers"), translate(language, "See offers")}};
    return NextStepView{
        title, text,
        web::ActionView{http::url("/purchase/{}", best.offer.code), translate(language, "Subscribe")}};
}

NextStepView step_without_purchase(const RenderContext& context, const Situation& situation)
{
    const Language language = context.language;
    const web::ActionView offers{http::url("/offers"), translate(language, "See offers")};
    for (auto offer = situation.offers.rbegin(); offer != situation.offers.rend(); ++offer)
        if (offer->held && offer->renewable_from)
            return {translate(language, "Nothing to do now"),
                    translate(language, "{offer} can be renewed from {day} on.",
                              {{"offer", offer_name(language, offer->offer)},
                               {"day", day_text(context, *offer->renewable_from)}}),
                    offers};
    if (situation.offers.empty())
        return {translate(language, "No offers yet"),
                translate(language, "The programme has not put anything up for sale yet."), std::nullopt};
    const auto& first = situation.offers.front();
    if (first.blocks.empty())
        return {translate(language, "Nothing to do now"), "", offers};
    const BlockView block = block_view(context, *first.blocks.front(), {situation, first});
    return {translate(language, "Before you can buy"), block.why + " " + block.change,
            web::ActionView{http::url("/offers"), translate(language, "See what is missing")}};
}

} // namespace

DashboardView dashboard_view(const RenderContext& context, const Situation& situation)
{
    DashboardView view;
    view.company = situation.partner.legal_name;
    view.partner_id_label = situation.programme.partner_id_label;
    view.partner_id = situation.partner.partner_id;
    for (const auto& membership : situation.memberships)
    {
        const catalogue::Offer* offer = situation.find_offer(membership.offer);
        if (!membership.is_held_on(situation.today) || offer == nullptr)
            continue;
        view.held.push_back({offer_name(context.language, *offer), tier_name(offer->tier),
                             orders::state_view(context.language, membership.state_on(situation.today)),
                             membership_sentence(context, membership, situation.today)});
    }
    for (const auto& order : situation.orders)
        if (order.is_open())
            view.open.push_back(purchased_view(context, situation, order));
    view.any_held = !view.held.empty();
    view.any_open = !view.open.empty();
    const auto open = step_for_open_order(context, situation);
    const auto credit = open ? std::nullopt : step_for_credit(context, situation);
    if (!credit)
        view.credits = credit_views(situation);
    const auto sale = step_for_sale(context, situation);
    view.next = open ? *open : credit ? *credit : sale ? *sale : step_without_purchase(context, situation);
    return view;
}

namespace
{

// The row of that name, new at the end if there is none yet.
BenefitView& benefit_row(CompareView& view, const std::string& name)
{
    for (auto& row : view.benefits)
        if (row.name == name)
            return row;
    BenefitView& row = view.benefits.emplace_back(BenefitView{name, {}});
    for (const auto& column : view.columns)
        row.cells.push_back({column.name, std::nullopt});
    return row;
}

} // namespace

CompareView compare_view(const RenderContext& context, const Situation& situation,
                         const std::vector<catalogue::Benefit>& benefits)
{
    const Language language = context.language;
    const bool swedish = language == Language::sv;
    CompareView view;
    for (const auto& offer : situation.offers)
    {
        ColumnView column{
            offer_name(language, offer.offer), tier_name(offer.offer.tier),
            swedish ? offer.offer.summary_sv : offer.offer.summary_en, std::nullopt,
            qualifying_sentence(language, offer).value_or(translate(language, "You do not qualify yet."))};
        if (offer.quote)
            column.price = price_view(context, *offer.quote);
        view.columns.push_back(std::move(column));
    }
    for (std::size_t at = 0; at < situation.offers.size(); ++at)
        for (const auto& benefit : benefits)
            if (benefit.offer == situation.offers[at].offer.code)
                benefit_row(view, swedish ? benefit.name_sv : benefit.name_en).cells[at].quantity =
                    swedish ? benefit.quantity_sv : benefit.quantity_en;
    view.any_benefits = !view.benefits.empty();
    return view;
}

} // namespace kvitt::purchase
