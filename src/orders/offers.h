// What a partner can buy today, at what price, and if not, why and what would change it (domain.md 3.1).
#pragma once

#include "orders/orders.h"

namespace kvitt::orders
{

// One tile of the offers page. `blocks` are rows of orders.h in order of precedence; empty means for sale.
struct OfferForPartner
{
    catalogue::Offer offer;
    std::optional<Quote> quote; // nothing if not sold in the country
    std::vector<catalogue::Attainment> qualifying;
    std::vector<const Refusal*> blocks;
    std::optional<OrderNumber> open_order;
    std::optional<Date> renewable_from;
    std::optional<memberships::Membership> held; // the membership of this offer, if held today
};

std::vector<OfferForPartner> offers_for(Read& read, const partners::Partner& partner);
OfferForPartner offer_for(Read& read, const partners::Partner& partner, const std::string& offer);

} // namespace kvitt::orders
