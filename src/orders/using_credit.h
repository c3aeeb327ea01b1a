// Partner credit that came after Submit (another order's excess, a cancelled order) pays an order that is
// open already. Submit uses what is there by itself; afterwards the partner says so, since credit may as well
// be wanted back or for another family (domain.md 3.3).
#pragma once

#include "orders/orders.h"

namespace kvitt::orders
{

// Refusals in order of precedence; before them order_not_found and order_not_open.
inline const Refusal deadline_passed{
    RefusalKind::conflict, "deadline_passed",
    "The order's last day, {day}, has passed. Credit is used by the next order instead."};
inline const Refusal no_credit{RefusalKind::conflict, "no_credit",
                               "The company has no credit in {currency} for this order to use."};

// The partner's credit in the order's currency pays its open transfer order, up to the open amount; the
// orders for which the money had come point at this one. Completes it where nothing is missing then.
Order use_credit(Tx& tx, const OrderNumber& number);

// What use_credit would do; nothing where it would refuse.
struct UsableCredit
{
    Money used;
    Money rest; // left to transfer: zero where no more is missing than the tolerance (A18)
};
std::optional<UsableCredit> try_usable_credit(Read& read, const Order& order);

} // namespace kvitt::orders
