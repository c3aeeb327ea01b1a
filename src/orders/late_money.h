// Money that outlives its order (domain.md A6): what of an expired order's price still holds for the next
// one, and money for an ended order that finds an open one. Credit itself is in payments.
#pragma once

#include "orders/orders.h"

namespace kvitt::orders
{

// Frozen in an expired order that was paid in time, with money that is still there.
struct KeptPrice
{
    OrderNumber order;
    Money list;
    Money discount;
    std::optional<std::string> discount_code;
    Money net;
};
// The lowest that a partner has kept for the offer. Each is used once.
std::optional<KeptPrice> try_kept_price(Read& read, Id<partners::Partner> partner, const std::string& offer,
                                        Currency currency);

// Money that came for an ended order and is its partner's credit by now pays what the partner has open in
// that order's family: the order that replaced it, or that was placed since. Nothing if there is none, or in
// another currency, or if the payment day lies past its deadline.
struct Carried
{
    OrderNumber to;
    Paid paid;
};
std::optional<Carried> carry_over(Tx& tx, const OrderNumber& ended, Id<payments::Receipt> receipt,
                                  Money amount, Date payment_date);

} // namespace kvitt::orders
