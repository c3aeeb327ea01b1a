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
};

Standing standing_of(Read& read, const partners::Partner& partner)
{
    const Date today = read.today();
    return {partner, today, catalogue::list_attainments(read, partner.id, today),
            memberships::list_for_partner(read, partner.id)};
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

// A9: the membership it rests on is active today (not in its window) and was paid for by its own order, which
// every membership here was.
std::optional<catalogue::Discount> earned_discount(Read& read, const Standing& standing,
                                                   const catalogue::Offer& offer)
{
    const auto discount = catalogue::try_discount(read, offer.code, standing.today);
    if (!discount)
        return std::nullopt;
    const auto held = held_of(standing, discount->held_offer);
    const bool active = held && held->state_on(standing.today) == memberships::MembershipState::active;
    return active ? discount : std::nullopt;
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
        tile.quote = price(*list, earned_discount(read, standing, offer),
                           catalogue::tax_rule(read, standing.partner, standing.today));
    tile.qualifying = qualifying_for(standing, offer);
    tile.held = held_of(standing, offer.code);
    tile.open_order = open;
    judge(tile, standing, included_in_higher(standing, offer, offers));
    return tile;
}

} // namespace

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
