// Where one receipt's money is, and moving it: off an order, out of credit, to another place by hand
// (domain.md 3.3). What has no place is unplaced and waits at the desk. An order's state is the orders room's
// business.
#pragma once

#include "payments/payments.h"

namespace kvitt::payments
{

struct OnOrder
{
    std::string order_number;
    std::int64_t amount = 0;
};
BOOST_DESCRIBE_STRUCT(OnOrder, (), (order_number, amount))

struct InCredit
{
    Id<partners::Partner> partner;
    std::int64_t amount = 0;
};
BOOST_DESCRIBE_STRUCT(InCredit, (), (partner, amount))

// amount = on orders + in credit + returned + exchanged + unplaced.
struct Places
{
    std::vector<OnOrder> orders;
    std::vector<InCredit> credits;
    Money returned;
    Money exchanged;
    Money unplaced;
};
Places places_of(Read& read, const Receipt& receipt);
// The state of a receipt whose money is there.
ReceiptState state_of(const Places& places);

inline const Refusal nothing_unplaced{RefusalKind::conflict, "nothing_unplaced",
                                      "All of this payment has its place already."};
inline const Refusal more_than_unplaced{RefusalKind::conflict, "more_than_unplaced",
                                        "Only {unplaced} of this payment has no place yet."};
inline const Refusal nothing_there{RefusalKind::conflict, "nothing_there",
                                   "Nothing of this payment is there any more."};

// Of a receipt's unplaced money: all of it, or the amount asked for, which must not be more.
Money unplaced_part(Read& read, const Receipt& receipt, const std::optional<Money>& asked);

// order-prepayments / unplaced-receipts: what of the receipt is on the order has no place any more. Answers
// how much. The caller has seen to the order.
Money take_from_order(Tx& tx, Id<Receipt> receipt, const std::string& order_number,
                      Id<partners::Partner> partner, Currency currency);
// partner-credit / unplaced-receipts: the same for what is in a partner's credit.
Money take_from_credit(Tx& tx, const Receipt& receipt, Id<partners::Partner> partner);
// How much take_from_credit would take; refused with nothing_there.
Money part_in_credit(Read& read, const Receipt& receipt, Id<partners::Partner> partner);

// The receipt's state follows where its money is now: while a part has no place it waits, with `why` as its
// only reason.
void follow_money(Tx& tx, Id<Receipt> receipt, const char* why);
// Only the state, after money moved between an order and credit: a receipt of which a part waits, waits on.
void follow_state(Tx& tx, Id<Receipt> receipt);
// The partner that a person says it is from.
void set_partner(Tx& tx, Id<Receipt> receipt, Id<partners::Partner> partner);

// Receipts of one bank reference, at most `limit`.
std::vector<Receipt> list_by_bank_ref(Read& read, const std::string& bank_ref, std::int64_t limit);
// Receipts that pay or paid the order, or came for it, at most `limit`.
std::vector<Receipt> list_that_named(Read& read, Id<partners::Partner> partner,
                                     const std::string& order_number, std::int64_t limit);

} // namespace kvitt::payments
