#include "orders/orders_rules.h"
#include "orders/steps.h"

namespace kvitt::orders
{

void hold_window(Tx& tx, const OrderNumber& number)
{
    const Order order = find(tx, number);
    if (order.is_open())
        memberships::hold_window(tx, order.partner,
                                 {number.text(), order.offer, tx.zone().date_at(order.created_at),
                                  last_day(order.expires_at, tx.zone())});
}

} // namespace kvitt::orders
