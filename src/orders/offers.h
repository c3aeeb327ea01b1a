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
    Money credit;                                // what the partner has, in the quote's currency
    bool covered = false;                        // the credit pays all of it, but for the tolerance (A18)
    std::optional<OrderNumber> upgrades;         // the order whose membership earns the discount
    std::optional<OrderNumber> honours;          // the expired order whose price is kept (A6)
};

// The offer must have a quote.
void set_credit(Read& read, OfferForPartner& offer, Money credit);

std::vector<OfferForPartner> offers_for(Read& read, const partners::Partner& partner);
OfferForPartner offer_for(Read& read, const partners::Partner& partner, const std::string& offer);

} // namespace kvitt::orders
