#include "orders/by_hand.h"

#include "orders/steps.h"

namespace kvitt::orders
{

namespace
{

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

} // namespace

HandPreview preview_by_hand(Read& read, const HandAllocation& input)
{
    const auto order = try_find_to_pay(read, input.order.text());
    require(order.has_value(), order_not_found);
    const Money available = available_for(read, *order, input);
    HandPreview preview{
        find(read, input.order), min(available, order->open_amount()), {}, false, Money(0, order->currency)};
    preview.excess = available - preview.used;
    const Money gap = order->open_amount() - preview.used;
    preview.completes = closes(read, gap);
    if (preview.completes)
        preview.written_off = gap;
    return preview;
}

Paid allocate_by_hand(Tx& tx, const HandAllocation& input)
{
    const auto order = try_find_to_pay(tx, input.order.text());
    require(order.has_value(), order_not_found);
    const Money available = available_for(tx, *order, input);
    const Paid paid = pay(tx, input.order, input.receipt, available);
    if (paid.used < available)
        payments::to_credit(tx, input.receipt, input.order.text(), order->partner, available - paid.used,
                            "excess");
    payments::set_partner(tx, input.receipt, order->partner);
    payments::follow_money(tx, input.receipt, "by_hand");
    return paid;
}

Paid accept_at_rate(Tx& tx, Id<payments::Receipt> receipt, const OrderNumber& order, Money into,
                    const payments::ExchangeRate& rate)
{
    const auto accepted = payments::exchange(tx, receipt, into, rate);
    return allocate_by_hand(tx, {accepted.id, order, {}});
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
