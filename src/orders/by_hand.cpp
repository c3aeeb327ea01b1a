#include "orders/by_hand.h"

#include "orders/steps.h"

namespace kvitt::orders
{

namespace
{

struct CreditMoved
{
    static constexpr const char* kind = "credit_moved";
    Id<payments::Receipt> receipt;
    Money amount;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(CreditMoved, (), (receipt, amount, note))

// What of the receipt is meant for the order.
Money available_for(Read& read, const OrderToPay& order, const HandAllocation& input)
{
    const auto receipt = payments::find(read, input.receipt);
    require(order.is_open(), order_not_open);
    require(order.currency == receipt.currency, wrong_currency);
    const Money available = payments::unplaced_part(read, receipt, input.amount);
    require(!input.amount || available <= order.open_amount(), more_than_open,
            {{"open", order.open_amount().text()}});
    return available;
}

HandPreview preview_of(Read& read, const OrderToPay& order, Money available)
{
    HandPreview preview{find(read, OrderNumber::parse(order.number)),
                        min(available, order.open_amount()),
                        {},
                        false,
                        Money(0, order.currency)};
    preview.excess = available - preview.used;
    const Money gap = order.open_amount() - preview.used;
    preview.completes = closes(read, gap);
    if (preview.completes)
        preview.written_off = gap;
    return preview;
}

} // namespace

HandPreview preview_by_hand(Read& read, const HandAllocation& input)
{
    const OrderToPay order = find_to_pay(read, input.order.text());
    return preview_of(read, order, available_for(read, order, input));
}

HandPreview preview_at_rate(Read& read, Id<payments::Receipt> id, const OrderNumber& number, Money into)
{
    const OrderToPay order = find_to_pay(read, number.text());
    const auto receipt = payments::find(read, id);
    require(order.is_open(), order_not_open);
    require(order.currency == into.currency(), wrong_currency);
    require(into.currency() != receipt.currency, payments::same_currency);
    payments::unplaced_part(read, receipt, std::nullopt);
    return preview_of(read, order, into);
}

Paid allocate_by_hand(Tx& tx, const HandAllocation& input)
{
    const OrderToPay order = find_to_pay(tx, input.order.text());
    const Money available = available_for(tx, order, input);
    const Paid paid = pay(tx, input.order, input.receipt, available);
    if (paid.used < available)
        payments::to_credit(tx, input.receipt, input.order.text(), order.partner, available - paid.used,
                            "excess");
    payments::set_partner(tx, input.receipt, order.partner);
    payments::follow_money(tx, input.receipt, "by_hand");
    return paid;
}

Paid accept_at_rate(Tx& tx, Id<payments::Receipt> receipt, const OrderNumber& order, Money into,
                    const payments::ExchangeRate& rate)
{
    const auto accepted = payments::exchange(tx, receipt, into, rate);
    return allocate_by_hand(tx, {accepted.id, order, {}});
}

Money move_credit(Tx& tx, Id<payments::Receipt> id, Id<partners::Partner> from, Id<partners::Partner> to,
                  const UndoNote& note)
{
    require(from != to, same_partner);
    const Money amount = payments::take_from_credit(tx, payments::find(tx, id), from);
    payments::to_credit(tx, id, std::nullopt, to, amount, "by_hand");
    payments::set_partner(tx, id, to);
    payments::follow_money(tx, id, "by_hand");
    events::record(tx, {from, {}, id.value()}, CreditMoved{id, amount, note.text()});
    return amount;
}

Money credit_by_hand(Tx& tx, Id<payments::Receipt> id, Id<partners::Partner> partner,
                     const std::optional<Money>& amount)
{
    const Money given = payments::unplaced_part(tx, payments::find(tx, id), amount);
    payments::to_credit(tx, id, std::nullopt, partner, given, "by_hand");
    payments::set_partner(tx, id, partner);
    payments::follow_money(tx, id, "by_hand");
    return given;
}

} // namespace kvitt::orders
