// A person at the desk gives money its place (domain.md 3.3: a decision on what was suggested, held or found
// nothing). The same path to active as the matcher's.
#pragma once

#include "orders/losing.h"
#include "payments/exchange.h"

namespace kvitt::orders
{

inline const Refusal more_than_open{RefusalKind::conflict, "more_than_open", "The order lacks only {open}."};

struct HandAllocation
{
    Id<payments::Receipt> receipt;
    OrderNumber order;
    // Of the receipt's unplaced money. If absent, all of it: what the order does not need is its partner's
    // credit.
    std::optional<Money> amount = {};
};
// Refused with nothing_unplaced, more_than_unplaced, order_not_open, wrong_currency, more_than_open.
Paid allocate_by_hand(Tx& tx, const HandAllocation& input);

// What has no place of the receipt is accepted at a written rate as `into`, and pays the order with it; what
// the order does not need is its partner's credit. Refused like allocate_by_hand, and with same_currency.
Paid accept_at_rate(Tx& tx, Id<payments::Receipt> receipt, const OrderNumber& order, Money into,
                    const payments::ExchangeRate& rate);

// What allocate_by_hand would do, without doing it; refused as it would be.
struct HandPreview
{
    Order order; // as it is now
    Money used;
    Money excess; // to its partner's credit
    bool completes = false;
    Money written_off;
};
HandPreview preview_by_hand(Read& read, const HandAllocation& input);
// The same for accept_at_rate.
HandPreview preview_at_rate(Read& read, Id<payments::Receipt> receipt, const OrderNumber& order, Money into);

// Unplaced money becomes a partner's credit: all of it, or the amount. Answers how much.
Money credit_by_hand(Tx& tx, Id<payments::Receipt> receipt, Id<partners::Partner> partner,
                     const std::optional<Money>& amount);

inline const Refusal same_partner{RefusalKind::conflict, "same_partner",
                                  "The credit is that company's already."};
// What a receipt left in one partner's credit becomes another's. Refused with same_partner, nothing_there.
// Answers how much.
Money move_credit(Tx& tx, Id<payments::Receipt> receipt, Id<partners::Partner> from, Id<partners::Partner> to,
                  const UndoNote& note);

} // namespace kvitt::orders
