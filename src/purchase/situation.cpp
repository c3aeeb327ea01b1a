#include "purchase/situation.h"

namespace kvitt::purchase
{

const memberships::Membership* Situation::find_membership(const orders::OrderNumber& number) const
{
    const memberships::Membership* newest = nullptr; // an order that was paid again has had another before
    for (const auto& membership : memberships)
        if (membership.order_number == number.text())
            newest = &membership;
    return newest;
}

const catalogue::Offer* Situation::find_offer(const std::string& code) const
{
    for (const auto& offer : catalogue)
        if (offer.code == code)
            return &offer;
    return nullptr;
}

const orders::OfferForPartner* Situation::find_tile(const std::string& code) const
{
    for (const auto& tile : offers)
        if (tile.offer.code == code)
            return &tile;
    return nullptr;
}

Situation outline_of(Read& read, const partners::Partner& partner)
{
    Situation out;
    out.partner = partner;
    out.programme = catalogue::programme(read);
    out.catalogue = catalogue::list_offers(read);
    out.memberships = memberships::list_for_partner(read, partner.id);
    out.now = read.now();
    out.today = read.today();
    return out;
}

Situation situation_of(Read& read, const partners::Partner& partner)
{
    Situation out = outline_of(read, partner);
    out.offers = orders::offers_for(read, partner);
    out.orders = orders::list_for_partner(read, partner.id);
    out.attainments = catalogue::list_attainments(read, partner.id, out.today);
    out.credits = payments::credits_of(read, partner.id);
    out.links = orders::list_links_of(read, partner.id);
    return out;
}

} // namespace kvitt::purchase
