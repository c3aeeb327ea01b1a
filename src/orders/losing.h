// Money that leaves an order again (domain.md A28): the desk undoes what was a mistake, or a bank takes a
// payment back. An active order is open again if its deadline is not past, else expired; its membership is
// revoked, what that had superseded runs again, and the books show a credit note due. A return from outside
// is never refused.
#pragma once

#include "base/text_value.h"
#include "orders/orders.h"
#include "payments/returns.h"

namespace kvitt::orders
{

inline constexpr std::size_t undo_note_characters_max = 500;
using UndoNote = LongText<undo_note_characters_max>;

enum class LossCause
{
    undone,      // by the desk
    bank_return, // by the payer's bank
};
BOOST_DESCRIBE_ENUM(LossCause, undone, bank_return)

// What one order lost, and what became of it.
struct Loss
{
    Id<Loss> id;
    std::string order_number;
    Id<payments::Receipt> receipt;
    LossCause cause = LossCause::undone;
    std::int64_t amount = 0;
    Currency currency;
    OrderState was = OrderState::active;
    OrderState became = OrderState::awaiting_payment;
    std::optional<std::string> note;
    Instant at;

    Money money() const { return {amount, currency}; }
};
BOOST_DESCRIBE_STRUCT(Loss, (), (id, order_number, receipt, cause, amount, currency, was, became, note, at))

inline const Refusal payment_left{RefusalKind::conflict, "payment_left",
                                  "Money of this payment has been sent back or taken back by its bank."};
inline const Refusal payment_exchanged{RefusalKind::conflict, "payment_exchanged",
                                       "This payment was accepted in another currency."};
inline const Refusal order_refunded{RefusalKind::conflict, "order_refunded",
                                    "An order that this payment paid has been refunded."};

// Takes what one receipt pays of one order off it again; the money has no place then. If the order ends by
// it, what else had been paid goes to its partner's credit.
Loss undo_allocation(Tx& tx, Id<payments::Receipt> receipt, const OrderNumber& number, const UndoNote& note);
// The same for what is in a partner's credit; no order is touched.
void undo_credit(Tx& tx, Id<payments::Receipt> receipt, Id<partners::Partner> partner, const UndoNote& note);
// What undo_allocation would answer, without doing it.
Loss preview_undo(Read& read, Id<payments::Receipt> receipt, const OrderNumber& number);

// Orders whose discount the order's membership earned: each is a case for finance when it is revoked.
std::vector<OrderNumber> list_unearned(Read& read, const OrderNumber& number);

// The bank has taken the whole payment back, wherever its money is; opens a case for finance. Answers the
// orders that lost by it. Nothing, and nothing done, if part of the payment had been sent back or exchanged
// before.
std::optional<std::vector<Loss>> lose_to_bank(Tx& tx, Id<payments::Receipt> receipt, Date day,
                                              std::int64_t entry);

// What told of the payment was undone: the whole payment is taken off wherever its money is, and withdrawn.
// Answers the orders that lost by it. Refused as undo_refusal says.
std::vector<Loss> lose_to_undo(Tx& tx, Id<payments::Receipt> receipt, const std::string& note);
// Why it may not be undone: money of it has been sent back, taken back or exchanged, so that something later
// depends on it. Null if it may.
const Refusal* undo_refusal(Read& read, const payments::Receipt& receipt);
// The orders that would lose by it, without doing it.
std::vector<Loss> preview_loss(Read& read, const payments::Receipt& receipt);

// Oldest first.
std::vector<Loss> list_losses(Read& read, const OrderNumber& number);

} // namespace kvitt::orders
