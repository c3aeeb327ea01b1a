#include "purchase/block_views.h"

#include "http/locale.h"
#include "http/messages.h"

#include <algorithm>

namespace kvitt::purchase
{

namespace
{

using http::Language;
using http::RenderContext;
using http::translate;

// One sentence of each kind, before dates and names are put in.
struct Sentences
{
    const char* code;
    const char* why;
    const char* change;
};

constexpr Sentences plain_sentences[] = {
    {"not_network_member", "Your company is not a member of the partner network yet.",
     "Joining is free. Write to {email}; once your company has joined, this offer can be bought here."},
    {"suspended", "Your company's account is suspended, so nothing new can be bought. What runs is kept.",
     "Write to {email} to learn what has to be settled first."},
    {"not_verified", "Your company's legal name and address are being verified.",
     "This usually takes 3 to 5 business days and needs nothing from you. The offer opens by itself "
     "afterwards. "
     "Questions: {email}."},
    {"not_sold_here", "{offer} has no price for {country} yet.",
     "Ask {email} whether and when it will be sold there."},
    {"no_receiving_account", "There is no account yet to which {currency} can be paid.",
     "The programme has to name one. Write to {email}."},
};

std::string filled(const RenderContext& context, const char* sentence, const BlockFacts& facts,
                   Facts more = {})
{
    const Language language = context.language;
    more.emplace_back("email", facts.situation.programme.desk_email);
    more.emplace_back("offer", offer_name(language, facts.offer.offer));
    more.emplace_back("country", orders::country_name(language, facts.situation.partner.country));
    more.emplace_back("currency", facts.situation.partner.currency.text());
    return translate(language, sentence, more);
}

BlockView verification_block(const RenderContext& context, const Refusal& block, const BlockFacts& facts)
{
    return {block.code,
            translate(context.language, "Your company's legal name and address could not be verified."),
            filled(context,
                   "Check them, correct what is wrong, and write to {email} to have them looked at again.",
                   facts),
            web::ActionView{http::url("/company"), translate(context.language, "Company details")}};
}

BlockView requirements_block(const RenderContext& context, const Refusal& block, const BlockFacts& facts)
{
    const Language language = context.language;
    std::vector<std::string> reached;
    for (const auto& attainment : highest_of(facts.situation.attainments))
        reached.push_back(competency_name(language, attainment));
    const auto& tier = facts.offer.offer.tier;
    const Facts words{{"tier", tier ? tier_word(language, *tier) : offer_name(language, facts.offer.offer)},
                      {"competencies", joined(language, reached)}};
    const char* why = reached.empty() ? "Your company has not attained {tier} in any competency yet."
                                      : "Your company has not attained {tier} in any competency yet; in "
                                        "{competencies} it is at silver.";
    return {block.code, translate(language, why, words),
            translate(language,
                      "The offer opens by itself when one competency reaches {tier}. An attainment "
                      "can take up to 72 hours to show here.",
                      words),
            std::nullopt};
}

const memberships::Membership* held_gold(const BlockFacts& facts)
{
    for (const auto& membership : facts.situation.memberships)
        if (membership.family == facts.offer.offer.family && membership.offer != facts.offer.offer.code &&
            membership.is_held_on(facts.situation.today))
            return &membership;
    return nullptr;
}

BlockView gold_block(const RenderContext& context, const Refusal& block, const BlockFacts& facts)
{
    const auto* gold = held_gold(facts);
    if (gold == nullptr)
        return {block.code,
                translate(context.language, "Silver's benefits are included in the gold membership."),
                translate(context.language, "There is nothing to buy while gold runs."), std::nullopt};
    const Facts words{{"day", http::date_long(context.language, gold->anniversary)}};
    return {block.code, translate(context.language, "Included in your gold membership until {day}.", words),
            translate(context.language,
                      "You have silver's benefits already. If gold is not renewed, silver can be "
                      "bought when gold has ended."),
            std::nullopt};
}

BlockView held_block(const RenderContext& context, const Refusal& block, const BlockFacts& facts)
{
    const auto& held = facts.offer.held;
    const auto from = facts.offer.renewable_from;
    const std::string why =
        held ? translate(context.language, "Your company holds this membership until {day}.",
                         {{"day", http::date_long(context.language, held->anniversary)}})
             : translate(context.language, "Your company holds this membership already.");
    if (!from)
        return {block.code, why, "", std::nullopt};
    return {block.code, why,
            translate(context.language,
                      "It can be renewed from {day} on, for {n} days, with all benefits kept.",
                      {{"day", http::date_long(context.language, *from)},
                       {"n", std::to_string(memberships::window_days.count())}}),
            std::nullopt};
}

BlockView order_block(const RenderContext& context, const Refusal& block, const BlockFacts& facts)
{
    const auto& number = facts.offer.open_order;
    if (!number)
        return {block.code, translate(context.language, "Your company has an open order already."),
                translate(context.language, "Pay or cancel it first."), std::nullopt};
    const Facts words{{"order", number->shown()}, {"offer", offer_name(context.language, facts.offer.offer)}};
    const std::string why = translate(context.language, "Your company has an open order, {order}.", words);
    const auto& known = facts.situation.orders;
    const bool same = std::any_of(known.begin(), known.end(), [&](const orders::Order& order) {
        return order.number == *number && order.offer == facts.offer.offer.code;
    });
    if (same || known.empty() || !facts.situation.may_buy)
        return {block.code, why,
                translate(context.language, "Pay it, or cancel it to buy something else instead."),
                web::ActionView{http::url("/orders/{}", number->text()),
                                translate(context.language, "Order {order}", words)}};
    return {
        block.code, why,
        translate(context.language, "Pay it, or put {offer} in its place in one step.", words),
        web::ActionView{http::url("/orders/{}/replace", number->text()).with("offer", facts.offer.offer.code),
                        translate(context.language, "Order {offer} instead", words)}};
}

bool is(const Refusal& a, const Refusal& b) { return std::string_view(a.code) == b.code; }

} // namespace

BlockView block_view(const RenderContext& context, const Refusal& block, const BlockFacts& facts)
{
    if (is(block, orders::not_verified) &&
        facts.situation.partner.verification == partners::Verification::rejected)
        return verification_block(context, block, facts);
    if (is(block, orders::requirements_not_met))
        return requirements_block(context, block, facts);
    if (is(block, orders::included_in_gold))
        return gold_block(context, block, facts);
    if (is(block, orders::already_held))
        return held_block(context, block, facts);
    if (is(block, orders::open_order))
        return order_block(context, block, facts);
    for (const auto& sentences : plain_sentences)
        if (std::string_view(block.code) == sentences.code)
            return {block.code, filled(context, sentences.why, facts),
                    filled(context, sentences.change, facts), std::nullopt};
    return {block.code, filled(context, block.message, facts), filled(context, "Write to {email}.", facts),
            std::nullopt};
}

std::vector<BlockView> block_views(const RenderContext& context, const BlockFacts& facts)
{
    std::vector<BlockView> out;
    for (const Refusal* block : facts.offer.blocks)
    {
        out.push_back(block_view(context, *block, facts));
        // Where it is held already, nothing else stands in the way of anything.
        if (is(*block, orders::included_in_gold) || is(*block, orders::already_held))
            return out;
    }
    if (!facts.situation.may_buy)
        out.push_back(missing_role(context.language, facts.situation));
    return out;
}

BlockView missing_role(Language language, const Situation& situation)
{
    const std::string why =
        translate(language, "You may look at offers, but your role does not allow you to buy.");
    if (situation.admins.empty())
        return {"missing_role", why,
                translate(language,
                          "Your company has no global admin who could change that. Write to {email}.",
                          {{"email", situation.programme.desk_email}}),
                std::nullopt};
    return {"missing_role", why,
            translate(language, "Ask a global admin of your company for the role partner admin: {names}.",
                      {{"names", admin_names(language, situation)}}),
            std::nullopt};
}

std::string admin_names(Language language, const Situation& situation)
{
    std::vector<std::string> names;
    for (const auto& admin : situation.admins)
        names.push_back(admin.name + " (" + admin.email + ")");
    return joined(language, names);
}

const std::string& offer_name(Language language, const catalogue::Offer& offer)
{
    return language == Language::sv ? offer.name_sv : offer.name_en;
}

std::vector<catalogue::Attainment> highest_of(const std::vector<catalogue::Attainment>& attainments)
{
    std::vector<catalogue::Attainment> out;
    for (const auto& one : attainments)
    {
        const auto known = std::find_if(out.begin(), out.end(), [&](const catalogue::Attainment& other) {
            return other.competency == one.competency;
        });
        if (known == out.end())
            out.push_back(one);
        else if (known->tier < one.tier)
            *known = one;
    }
    return out;
}

const std::string& competency_name(Language language, const catalogue::Attainment& attainment)
{
    return language == Language::sv ? attainment.name_sv : attainment.name_en;
}

std::string tier_word(Language language, catalogue::Tier tier)
{
    return translate(language, tier == catalogue::Tier::gold ? "gold" : "silver");
}

std::string joined(Language language, const std::vector<std::string>& items)
{
    std::string out;
    for (std::size_t at = 0; at < items.size(); ++at)
    {
        if (at > 0)
            out += at + 1 == items.size() ? " " + translate(language, "and") + " " : std::string(", ");
        out += items[at];
    }
    return out;
}

} // namespace kvitt::purchase
