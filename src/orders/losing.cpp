#include "orders/losing.h"

#include "orders/losing_store.h"
#include "orders/orders_rules.h"
#include "orders/revenue.h"
#include "orders/steps.h"
#include "payments/cases.h"
#include "payments/withdrawing.h"

#include <algorithm>

namespace kvitt::orders
{
namespace
{

using payments::CaseKind;
using payments::Receipt;

struct OrderLostMoney
{
    static constexpr const char* kind = "order_lost_money";
    std::string number;
    Id<Receipt> receipt;
    Money amount;
    LossCause cause = LossCause::undone;
    OrderState was = OrderState::active;
    OrderState became = OrderState::awaiting_payment;
};
BOOST_DESCRIBE_STRUCT(OrderLostMoney, (), (number, receipt, amount, cause, was, became))

struct CreditNoteDue
{
    static constexpr const char* kind = "credit_note_due";
    std::string number;
    Money total;
};
BOOST_DESCRIBE_STRUCT(CreditNoteDue, (), (number, total))

struct CreditUndone
{
    static constexpr const char* kind = "credit_undone";
    Id<Receipt> receipt;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(CreditUndone, (), (receipt, note))

struct AllocationUndone
{
    static constexpr const char* kind = "allocation_undone";
    std::string number;
    Id<Receipt> receipt;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(AllocationUndone, (), (number, receipt, note))

// There can be no second open order in the family, and none beside the membership that followed this one.
bool has_successor(Read& read, const OrderToPay& order)
{
    const auto membership = memberships::try_find_by_order(read, order.number);
    return (membership && membership->ended) || try_open_number(read, order.partner, order.family);
}

OrderState after_loss(Read& read, const OrderToPay& order)
{
    if (order.state != OrderState::active)
        return order.state;
    if (has_successor(read, order))
        return OrderState::cancelled;
    return read.now() < order.expires_at ? OrderState::awaiting_payment : OrderState::expired;
}

// Takes the completion out of the books and ends the membership.
void reopen(Tx& tx, const OrderToPay& order, OrderState became)
{
    change_state(tx, order.number, OrderState::active, became, Money(0, order.currency));
    const Money total(order.total, order.currency);
    const auto event =
        events::record(tx, {order.partner, order.number, {}}, CreditNoteDue{order.number, total});
    if (const auto membership = memberships::try_find_by_order(tx, order.number);
        membership && membership->basis == memberships::Basis::paid)
        take_back_revenue(tx, event, *membership, Money(order.net, order.currency));
    ledger::post(tx, event, tx.today(), "completion_reversed", {order.partner, order.number, {}},
                 {{ledger::deferred_revenue, Money(order.net, order.currency)},
                  {ledger::output_vat, Money(order.tax, order.currency)},
                  {ledger::order_prepayments, -Money(order.paid, order.currency)},
                  {ledger::write_off, -order.open_amount()}});
    memberships::revoke(tx, order.number);
    for (const std::string& later : list_discounted_by(tx, order.number))
        payments::open_case(tx, {CaseKind::discount_unearned,
                                 order.partner,
                                 later,
                                 {},
                                 {},
                                 find(tx, OrderNumber::parse(later)).quote.discount});
}

// A window that this order held, though nothing is done for it any more (A22).
void release_idle_window(Tx& tx, const OrderNumber& number)
{
    const Order order = find(tx, number);
    if (!order.is_open() || order.is_unactioned())
        memberships::release_window(tx, number.text());
}

Loss expected_loss(Read& read, const OrderToPay& order, Id<Receipt> receipt, LossCause cause)
{
    Loss loss;
    loss.order_number = order.number;
    loss.receipt = receipt;
    loss.cause = cause;
    loss.currency = order.currency;
    loss.was = order.state;
    loss.became = after_loss(read, order);
    loss.at = read.now();
    for (const auto& part : payments::places_of(read, payments::find(read, receipt)).orders)
        if (part.order_number == order.number)
            loss.amount = part.amount;
    require(loss.money().is_positive(), payments::nothing_there);
    return loss;
}

Loss lose(Tx& tx, Id<Receipt> receipt, const std::string& number, LossCause cause,
          const std::optional<std::string>& note)
{
    const OrderToPay order = find_to_pay(tx, number);
    Loss loss = expected_loss(tx, order, receipt, cause);
    loss.id = tx.new_id<Loss>();
    loss.note = note;
    if (order.state == OrderState::active)
        reopen(tx, order, loss.became);
    const Money taken = payments::take_from_order(tx, receipt, number, order.partner, order.currency);
    KVITT_ASSERT(taken == loss.money());
    if (loss.became != OrderState::awaiting_payment)
        payments::release_to_credit(tx, number, order.partner, order.currency);
    release_idle_window(tx, OrderNumber::parse(number));
    insert(tx, loss);
    events::record(tx, {order.partner, number, receipt.value()},
                   OrderLostMoney{number, receipt, taken, cause, loss.was, loss.became});
    return loss;
}

// An order that ends by it releases what else it had, so credit is looked at afterwards.
std::vector<Loss> take_off_everywhere(Tx& tx, const Receipt& receipt, LossCause cause,
                                      const std::optional<std::string>& note)
{
    std::vector<Loss> losses;
    for (const payments::OnOrder& part : payments::places_of(tx, receipt).orders)
        losses.push_back(lose(tx, receipt.id, part.order_number, cause, note));
    for (const payments::InCredit& part : payments::places_of(tx, receipt).credits)
        payments::take_from_credit(tx, receipt, part.partner);
    return losses;
}

// A repayment, a refund or another currency has used the money: no rule says which of the two was too much.
bool may_lose_to_bank(Read& read, const payments::Places& places)
{
    return places.returned.is_zero() && places.exchanged.is_zero() &&
           std::all_of(places.orders.begin(), places.orders.end(), [&](const payments::OnOrder& part) {
               return find_to_pay(read, part.order_number).state != OrderState::refunded;
           });
}

} // namespace

Loss undo_allocation(Tx& tx, Id<Receipt> receipt, const OrderNumber& number, const UndoNote& note)
{
    const Loss loss = lose(tx, receipt, number.text(), LossCause::undone, note.text());
    payments::follow_money(tx, receipt, "taken_back");
    const OrderToPay order = find_to_pay(tx, number.text());
    events::record(tx, {order.partner, number.text(), receipt.value()},
                   AllocationUndone{number.text(), receipt, note.text()});
    return loss;
}

void undo_credit(Tx& tx, Id<Receipt> receipt, Id<partners::Partner> partner, const UndoNote& note)
{
    payments::take_from_credit(tx, payments::find(tx, receipt), partner);
    payments::follow_money(tx, receipt, "taken_back");
    events::record(tx, {partner, {}, receipt.value()}, CreditUndone{receipt, note.text()});
}

Loss preview_undo(Read& read, Id<Receipt> receipt, const OrderNumber& number)
{
    return expected_loss(read, find_to_pay(read, number.text()), receipt, LossCause::undone);
}

std::vector<OrderNumber> list_unearned(Read& read, const OrderNumber& number)
{
    std::vector<OrderNumber> out;
    for (const std::string& later : list_discounted_by(read, number.text()))
        out.push_back(OrderNumber::parse(later));
    return out;
}

std::optional<std::vector<Loss>> lose_to_bank(Tx& tx, Id<Receipt> id, Date day, std::int64_t entry)
{
    const Receipt receipt = payments::find(tx, id);
    const payments::Places before = payments::places_of(tx, receipt);
    if (!may_lose_to_bank(tx, before))
        return std::nullopt;
    const auto losses = take_off_everywhere(tx, receipt, LossCause::bank_return, std::nullopt);
    payments::take_back_by_bank(tx, receipt, day, entry);
    const auto order = losses.empty() ? std::nullopt : std::optional(losses.front().order_number);
    payments::open_case(tx, {CaseKind::bank_return, receipt.partner, order, id, entry, receipt.money()});
    return losses;
}

const Refusal* undo_refusal(Read& read, const Receipt& receipt)
{
    const payments::Places places = payments::places_of(read, receipt);
    if (places.returned.is_positive())
        return &payment_left;
    if (places.exchanged.is_positive())
        return &payment_exchanged;
    return may_lose_to_bank(read, places) ? nullptr : &order_refunded;
}

std::vector<Loss> preview_loss(Read& read, const Receipt& receipt)
{
    std::vector<Loss> losses;
    for (const payments::OnOrder& part : payments::places_of(read, receipt).orders)
        losses.push_back(
            expected_loss(read, find_to_pay(read, part.order_number), receipt.id, LossCause::undone));
    return losses;
}

std::vector<Loss> lose_to_undo(Tx& tx, Id<Receipt> id, const std::string& note)
{
    const Receipt receipt = payments::find(tx, id);
    if (const Refusal* refusal = undo_refusal(tx, receipt))
        throw Refused(*refusal);
    const auto losses = take_off_everywhere(tx, receipt, LossCause::undone, note);
    payments::withdraw(tx, receipt);
    return losses;
}

std::vector<Loss> list_losses(Read& read, const OrderNumber& number)
{
    return list_loss_rows(read, number.text());
}

} // namespace kvitt::orders
