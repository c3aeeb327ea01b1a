#include "orders/links_store.h"

namespace kvitt::orders
{

void insert(Tx& tx, const Link& row)
{
    static const Sql sql("orders::insert_link", R"(
        INSERT INTO orders_links (earlier, later, kind, price_kept) VALUES ($1, $2, $3, $4)
        ON CONFLICT (earlier, later) DO NOTHING)");
    tx.run(sql, row.earlier, row.later, row.kind, row.price_kept);
}

std::vector<Link> list_link_rows(Read& read, const std::string& number)
{
    static const Sql sql("orders::list_links", R"(
        SELECT earlier, later, kind, price_kept FROM orders_links WHERE earlier = $1
        UNION ALL
        SELECT earlier, later, kind, price_kept FROM orders_links WHERE later = $1)");
    return read.list<Link>(sql, number);
}

std::vector<Link> list_link_rows_of(Read& read, Id<partners::Partner> partner)
{
    static const Sql sql("orders::list_links_of", R"(
        SELECT l.earlier, l.later, l.kind, l.price_kept FROM orders_orders o
        JOIN orders_links l ON l.earlier = o.number WHERE o.partner = $1)");
    return read.list<Link>(sql, partner);
}

std::optional<std::string> try_paid_upgrade(Read& read, const std::string& earlier)
{
    static const Sql sql("orders::find_paid_upgrade", R"(
        SELECT l.later FROM orders_links l JOIN orders_orders o ON o.number = l.later
        WHERE l.earlier = $1 AND l.kind = 'upgraded' AND o.state IN ('active', 'refunded'))");
    return read.try_value<std::string>(sql, earlier);
}

std::vector<Origin> list_origins(Read& read, Id<partners::Partner> partner, Id<payments::Receipt> receipt)
{
    static const Sql sql("orders::list_origins", R"(
        SELECT DISTINCT o.number FROM payments_credits c JOIN orders_orders o ON o.number = c.order_number
        WHERE c.receipt = $2 AND c.partner = $1 AND c.kind IN ('closed_order', 'released')
          AND o.state IN ('expired', 'cancelled', 'failed'))");
    return read.list<Origin>(sql, partner, receipt);
}

} // namespace kvitt::orders
