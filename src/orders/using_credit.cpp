#include "orders/using_credit.h"

#include "orders/steps.h"

namespace kvitt::orders
{

Order use_credit(Tx& tx, const OrderNumber& number)
{
    const Order order = find(tx, number);
    require(order.state == OrderState::awaiting_payment, order_not_open);
    // Money that came later than the last day is credit because it came too late (A4): it may not pay now.
    require(tx.now() < order.expires_at, deadline_passed, {{"day", order.deadline(tx.zone()).text()}});
    const Money credit = payments::credit_of(tx, order.partner, order.paid.currency());
    require(credit.is_positive(), no_credit, {{"currency", credit.currency().text()}});
    consume_credit(tx, number.text(), credit);
    return find(tx, number);
}

std::optional<UsableCredit> try_usable_credit(Read& read, const Order& order)
{
    if (order.state != OrderState::awaiting_payment || read.now() >= order.expires_at)
        return std::nullopt;
    const Currency currency = order.paid.currency();
    const Money used = min(payments::credit_of(read, order.partner, currency), order.open_amount());
    if (!used.is_positive())
        return std::nullopt;
    const Money rest = order.open_amount() - used;
    return UsableCredit{used, rest <= catalogue::tolerance(read, currency) ? Money(0, currency) : rest};
}

} // namespace kvitt::orders
