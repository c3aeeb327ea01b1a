// Another way to pay, or another offer of the family, instead of an open order (domain.md 1i): one
// transaction in which the old order is cancelled and the new one placed. There are never two open orders,
// and never none.
#pragma once

#include "orders/offers.h"

namespace kvitt::orders
{

inline const Refusal nothing_to_replace{
    RefusalKind::conflict, "nothing_to_replace",
    "The new order would be the same as the old one: choose another offer or another way to pay."};
inline const Refusal other_family{RefusalKind::conflict, "other_family",
                                  "An order can be replaced only by an offer of the same kind."};

struct Replacement
{
    std::string offer;
    PaymentMethod payment_method = PaymentMethod::bank_transfer;
    std::string agreement_version;
    std::string accepted_by;
};
// The new order. Eligibility and price are judged anew; if it cannot be placed, the old one stays as it is.
// Money on the old one becomes credit, which the new one uses.
Order replace(Tx& tx, const OrderNumber& number, const Replacement& input);

// The offers of the order's family as they could be bought instead of it; `credit` includes what has been
// paid for it.
std::vector<OfferForPartner> list_replacements(Read& read, const Order& order);

} // namespace kvitt::orders
