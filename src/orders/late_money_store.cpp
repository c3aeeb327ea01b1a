#include "orders/late_money_store.h"

namespace kvitt::orders
{

std::vector<KeptPriceRow> list_kept_prices(Read& read, Id<partners::Partner> partner,
                                           const std::string& offer, Currency currency)
{
    static const Sql sql("orders::list_kept_prices", R"(
        SELECT o.number, o.currency, o.list, o.discount, o.discount_code, o.net, o.expires_at, r.payment_date
        FROM payments_credits c
        JOIN payments_receipts r ON r.id = c.receipt
        JOIN orders_orders o ON o.number = c.order_number
        WHERE c.partner = $1 AND c.currency = $3 AND c.kind IN ('closed_order', 'released')
          AND o.state = 'expired' AND o.offer = $2
          AND (SELECT sum(x.amount) FROM payments_credits x
               WHERE x.receipt = c.receipt AND x.partner = c.partner) > 0
          AND NOT EXISTS (SELECT 1 FROM orders_links l WHERE l.earlier = o.number AND l.price_kept = 1)
        ORDER BY o.net, o.number, r.payment_date)");
    return read.list<KeptPriceRow>(sql, partner, offer, currency);
}

} // namespace kvitt::orders
