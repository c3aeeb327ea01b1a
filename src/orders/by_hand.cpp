#include "orders/by_hand.h"

#include "orders/steps.h"

namespace kvitt::orders
{

Paid allocate_by_hand(Tx& tx, const HandAllocation& input)
{
    const auto receipt = payments::find(tx, input.receipt);
    const auto order = try_find_to_pay(tx, input.order.text());
    require(order.has_value(), order_not_found);
    require(order->is_open(), order_not_open);
    require(order->currency == receipt.currency, wrong_currency);
    const Money available = payments::unplaced_part(tx, receipt, input.amount);
    require(!input.amount || available <= order->open_amount(), more_than_open,
            {{"open", order->open_amount().text()}});
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
