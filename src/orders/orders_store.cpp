#include "orders/orders_store.h"

namespace kvitt::orders
{
namespace
{

const std::string select_orders = R"(
    SELECT o.number, o.partner, o.offer, o.family, o.payment_method, o.state, o.currency, o.list, o.discount,
           o.discount_code, o.net, o.tax, o.tax_rate, o.tax_treatment, o.total, o.written_off, o.agreement,
               o.accepted_by,
           o.accepted_at, o.snapshot, o.created_at, o.expires_at, o.closed_at,
           CAST(COALESCE((SELECT sum(a.amount) FROM payments_allocations a WHERE a.order_number =
               o.number), 0) AS BIGINT)
               AS paid,
           p.version AS proof_version, p.state AS proof_state, p.payment_date AS proof_payment_date,
           p.overdue_at AS proof_overdue_at, p.reason AS proof_reason,
           CASE WHEN (SELECT sum(a.amount) FROM payments_allocations a
                      JOIN payments_receipts r ON r.id = a.receipt
                      WHERE a.order_number = p.order_number AND r.payment_date >= p.payment_date) > 0
                THEN 1 ELSE 0 END AS money_since,
           CAST(COALESCE((SELECT -sum(c.amount) FROM payments_credits c
                          WHERE c.partner = o.partner AND c.currency = o.currency
                            AND c.order_number = o.number AND c.kind = 'consumed'), 0) AS BIGINT)
               AS from_credit,
           CAST((SELECT count(*) FROM orders_cancel_requests q
                 WHERE q.order_number = o.number AND q.state = 'open') AS BIGINT) AS cancel_requested
    FROM orders_orders o
    LEFT JOIN orders_proofs p ON p.order_number = o.number AND p.version =
        (SELECT max(n.version) FROM orders_proofs n WHERE n.order_number = o.number) )";

} // namespace

void insert(Tx& tx, const OrderRow& row) { tx.insert("orders_orders", row); }

bool exists(Read& read, const std::string& number)
{
    static const Sql sql("orders::exists", "SELECT 1 FROM orders_orders WHERE number = $1");
    return read.try_value<std::int64_t>(sql, number).has_value();
}

bool update_state(Tx& tx, const std::string& number, OrderState from, OrderState to, std::int64_t written_off)
{
    static const Sql sql("orders::update_state", R"(
        UPDATE orders_orders SET state = $3, written_off = $4, closed_at = $5 WHERE number = $1 AND state =
            $2)");
    const bool ends = to != OrderState::awaiting_payment;
    return tx.run(sql, number, from, to, written_off, ends ? std::optional(tx.now()) : std::nullopt) == 1;
}

std::optional<OrderToPay> try_find_to_pay(Read& read, const std::string& number)
{
    static const Sql sql("orders::find_to_pay", R"(
        SELECT o.number, o.partner, o.offer, o.family, o.state, o.currency, o.discount_code, o.net, o.tax,
               o.total, o.expires_at,
               CAST(COALESCE((SELECT sum(a.amount) FROM payments_allocations a WHERE a.order_number =
                   o.number), 0) AS BIGINT)
                   AS paid,
               CAST((SELECT count(*) FROM orders_cancel_requests q
                     WHERE q.order_number = o.number AND q.state = 'open') AS BIGINT) AS cancel_requested
        FROM orders_orders o WHERE o.number = $1)");
    return read.try_one<OrderToPay>(sql, number);
}

std::optional<OrderWithPaid> try_find_row(Read& read, const std::string& number)
{
    static const std::string text = select_orders + "WHERE o.number = $1";
    static const Sql sql("orders::find", text.c_str());
    return read.try_one<OrderWithPaid>(sql, number);
}

std::optional<std::string> try_open_number(Read& read, Id<partners::Partner> partner,
                                           const std::string& family)
{
    static const Sql sql("orders::find_open", R"(
        SELECT number FROM orders_orders
        WHERE partner = $1 AND family = $2 AND state IN ('card_pending', 'awaiting_payment'))");
    return read.try_value<std::string>(sql, partner, family);
}

std::vector<OrderWithPaid> list_rows_for_partner(Read& read, Id<partners::Partner> partner)
{
    static const std::string text =
        select_orders + "WHERE o.partner = $1 ORDER BY o.created_at DESC, o.number DESC";
    static const Sql sql("orders::list_for_partner", text.c_str());
    return read.list<OrderWithPaid>(sql, partner);
}

std::vector<OrderWithPaid> list_rows(Read& read, Instant before, const std::string& before_number,
                                     std::int64_t limit)
{
    static const std::string text = select_orders + R"(
        WHERE (o.created_at, o.number) < ($1, $2) ORDER BY o.created_at DESC, o.number DESC LIMIT $3)";
    static const Sql sql("orders::list", text.c_str());
    return read.list<OrderWithPaid>(sql, before, before_number, limit);
}

std::vector<OrderWithPaid> list_rows_in_state(Read& read, OrderState state, Instant before,
                                              const std::string& before_number, std::int64_t limit)
{
    static const std::string text = select_orders + R"(
        WHERE o.state = $1 AND (o.created_at, o.number) < ($2, $3) ORDER BY o.created_at DESC, o.number
            DESC LIMIT $4)";
    static const Sql sql("orders::list_in_state", text.c_str());
    return read.list<OrderWithPaid>(sql, state, before, before_number, limit);
}

std::vector<OrderWithPaid> list_rows_by_number(Read& read, const std::string& start, std::int64_t limit)
{
    // ':' follows '9', so the range is every number with this start.
    static const std::string text =
        select_orders + "WHERE o.number >= $1 AND o.number < $2 ORDER BY o.number LIMIT $3";
    static const Sql sql("orders::list_by_number", text.c_str());
    return read.list<OrderWithPaid>(sql, start, start + ":", limit);
}

std::vector<DueOrder> list_due(Read& read, const std::string& receiving_account, Instant until,
                               std::int64_t limit)
{
    static const Sql sql("orders::list_due", R"(
        SELECT o.number, o.partner, o.currency,
               CAST((SELECT count(*) FROM orders_cancel_requests q
                     WHERE q.order_number = o.number AND q.state = 'open') AS BIGINT) AS cancel_requested
        FROM orders_orders o
        WHERE o.state = 'awaiting_payment' AND o.receiving_account = $1 AND o.expires_at <= $2
        ORDER BY o.expires_at LIMIT $3)");
    return read.list<DueOrder>(sql, receiving_account, until, limit);
}

std::int64_t count_due(Read& read, const std::string& receiving_account, Instant before)
{
    static const Sql sql("orders::count_due", R"(
        SELECT count(*) FROM orders_orders
        WHERE state = 'awaiting_payment' AND receiving_account = $1 AND expires_at < $2)");
    return read.value<std::int64_t>(sql, receiving_account, before);
}

} // namespace kvitt::orders
