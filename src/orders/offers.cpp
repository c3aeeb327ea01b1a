#include "orders/offers.h"

#include "orders/orders_rules.h"

#include <algorithm>

namespace kvitt::orders
{
namespace
{

// What every offer of one partner is judged by, read once.
struct Standing
{
    const partners::Partner& partner;
    Date today;
    std::vector<catalogue::Attainment> attainments;
    std::vector<memberships::Membership> memberships;
    std::vector<Money> credits;
};

Standing standing_of(Read& read, const partners::Partner& partner)
{
    const Date today = read.today();
    return {partner, today, catalogue::list_attainments(read, partner.id, today),
            memberships::list_for_partner(read, partner.id), payments::credits_of(read, partner.id)};
}

bool meets(catalogue::Tier attained, catalogue::Tier asked)
{
    return attained == asked || (attained == catalogue::Tier::gold && asked == catalogue::Tier::silver);
}

std::vector<catalogue::Attainment> qualifying_for(const Standing& standing, const catalogue::Offer& offer)
{
    std::vector<catalogue::Attainment> out;
    for (const catalogue::Attainment& one : standing.attainments)
        if (offer.tier && meets(one.tier, *offer.tier))
            out.push_back(one);
    return out;
}

std::optional<memberships::Membership> held_of(const Standing& standing, const std::string& offer)
{
    for (const auto& membership : standing.memberships)
        if (membership.offer == offer && membership.is_held_on(standing.today))
            return membership;
    return std::nullopt;
}

struct Earned
{
    catalogue::Discount discount;
    std::string by_order;
};

// A9: the membership that it rests on is active today (in its window only if the discount says so), and was
// paid for by its own order: one that came free with a higher tier, or whose fee was waived, earns nothing.
bool earns(const memberships::Membership& held, const catalogue::Discount& discount, Date today)
{
    const auto state = held.state_on(today);
    return held.basis == memberships::Basis::paid &&
           (state == memberships::MembershipState::active ||
            (discount.in_window && state == memberships::MembershipState::in_window));
}

// The highest of those whose condition the partner meets.
std::optional<Earned> earned_discount(Read& read, const Standing& standing, const catalogue::Offer& offer)
{
    for (const catalogue::Discount& discount : catalogue::list_discounts_on(read, offer.code, standing.today))
    {
        const auto held = held_of(standing, discount.held_offer);
        if (held && earns(*held, discount, standing.today))
            return Earned{discount, held->order_number};
    }
    return std::nullopt;
}

Money credit_in(const Standing& standing, Currency currency)
{
    for (const Money& credit : standing.credits)
        if (credit.currency() == currency)
            return credit;
    return {0, currency};
}

// A6: the price of an expired order that was paid in time holds, if it is lower than that of today.
void honour_kept_price(Read& read, const Standing& standing, const catalogue::TaxRule& tax,
                       OfferForPartner& tile)
{
    const auto kept =
        try_kept_price(read, standing.partner.id, tile.offer.code, tile.quote->total.currency());
    if (!kept || !(kept->net < tile.quote->net))
        return;
    tile.quote = price_kept(*kept, tax);
    tile.honours = kept->order;
    tile.upgrades.reset();
}

void add_price(Read& read, const Standing& standing, Money list, OfferForPartner& tile)
{
    const auto earned = earned_discount(read, standing, tile.offer);
    const auto tax = catalogue::tax_rule(read, standing.partner, standing.today);
    tile.quote = price(list, earned ? std::optional(earned->discount) : std::nullopt, tax);
    if (earned && OrderNumber::is_valid(earned->by_order))
        tile.upgrades = OrderNumber::parse(earned->by_order);
    const Money credit = credit_in(standing, list.currency());
    if (credit.is_positive())
        honour_kept_price(read, standing, tax, tile);
    set_credit(read, tile, credit);
}

// A gold membership of the same family includes silver (A26).
bool included_in_higher(const Standing& standing, const catalogue::Offer& offer,
                        const std::vector<catalogue::Offer>& offers)
{
    if (offer.tier != catalogue::Tier::silver)
        return false;
    return std::any_of(offers.begin(), offers.end(), [&](const catalogue::Offer& other) {
        return other.family == offer.family && other.tier == catalogue::Tier::gold &&
               held_of(standing, other.code);
    });
}

void judge(OfferForPartner& tile, const Standing& standing, bool in_higher)
{
    const auto block = [&](bool blocked, const Refusal& refusal) {
        if (blocked)
            tile.blocks.push_back(&refusal);
    };
    const bool running =
        tile.held && tile.held->state_on(standing.today) == memberships::MembershipState::active;
    if (running)
        tile.renewable_from = tile.held->anniversary + Days{1};
    block(!standing.partner.network_member, not_network_member);
    block(standing.partner.suspended, suspended);
    block(standing.partner.verification != partners::Verification::authorized, not_verified);
    block(!tile.quote, not_sold_here);
    block(in_higher, included_in_gold);
    block(running, already_held);
    block(tile.open_order.has_value(), open_order);
    block(tile.offer.tier && tile.qualifying.empty(), requirements_not_met);
}

OfferForPartner tile_of(Read& read, const Standing& standing, const catalogue::Offer& offer,
                        const std::vector<catalogue::Offer>& offers, const std::optional<OrderNumber>& open)
{
    OfferForPartner tile;
    tile.offer = offer;
    const auto list = catalogue::try_price(read, offer.code, standing.partner.country, standing.today);
    if (list)
        add_price(read, standing, *list, tile);
    tile.qualifying = qualifying_for(standing, offer);
    tile.held = held_of(standing, offer.code);
    tile.open_order = open;
    judge(tile, standing, included_in_higher(standing, offer, offers));
    return tile;
}

} // namespace

void set_credit(Read& read, OfferForPartner& offer, Money credit)
{
    const Money total = offer.quote->total;
    offer.credit = credit;
    offer.covered = total.is_zero() ||
                    (credit.is_positive() && total - credit <= catalogue::tolerance(read, total.currency()));
}

std::vector<OfferForPartner> offers_for(Read& read, const partners::Partner& partner)
{
    const Standing standing = standing_of(read, partner);
    const auto offers = catalogue::list_offers(read);
    std::vector<OfferForPartner> tiles;
    for (const catalogue::Offer& offer : offers)
        tiles.push_back(
            tile_of(read, standing, offer, offers, try_find_open(read, partner.id, offer.family)));
    return tiles;
}

OfferForPartner offer_for(Read& read, const partners::Partner& partner, const std::string& code)
{
    const auto offers = catalogue::list_offers(read);
    const auto offer = std::find_if(offers.begin(), offers.end(),
                                    [&](const catalogue::Offer& one) { return one.code == code; });
    require(offer != offers.end(), catalogue::offer_not_found);
    return tile_of(read, standing_of(read, partner), *offer, offers,
                   try_find_open(read, partner.id, offer->family));
}

} // namespace kvitt::orders
