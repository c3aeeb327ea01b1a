#include "orders/faults_store.h"

namespace kvitt::orders
{

std::vector<OrderSums> list_wrong_sums(Read& read)
{
    static const Sql sql("orders::list_wrong_sums", R"(
        SELECT number, total, written_off, paid FROM (
            SELECT o.number, o.state, o.total, o.written_off,
                   CAST(COALESCE((SELECT sum(a.amount) FROM payments_allocations a WHERE a.order_number =
                       o.number), 0)
                       AS BIGINT) AS paid
            FROM orders_orders o) sums
        WHERE (state = 'active' AND total <> paid + written_off) OR paid < 0 OR paid > total)");
    return read.list<OrderSums>(sql);
}

std::vector<OpenCount> list_open_twice(Read& read)
{
    static const Sql sql("orders::list_open_twice", R"(
        SELECT partner, family, count(*) AS count FROM orders_orders
        WHERE state IN ('card_pending', 'awaiting_payment') GROUP BY partner, family HAVING count(*) > 1)");
    return read.list<OpenCount>(sql);
}

std::vector<DocumentCount> list_wrong_documents(Read& read)
{
    static const Sql sql("orders::list_wrong_documents", R"(
        SELECT number, state, due FROM (
            SELECT o.number, o.state,
                   CAST(COALESCE((SELECT sum(CASE e.kind WHEN 'invoice_due' THEN 1 ELSE -1 END) FROM events e
                                  WHERE e.order_number = o.number
                                    AND e.kind IN ('invoice_due', 'credit_note_due')), 0) AS BIGINT) AS due
            FROM orders_orders o) documents
        WHERE (state = 'active' AND due <> 1) OR (state <> 'active' AND due <> 0))");
    return read.list<DocumentCount>(sql);
}

std::vector<OrderTotals> list_active_totals(Read& read)
{
    static const Sql sql("orders::list_active_totals", R"(
        SELECT currency, CAST(sum(net) AS BIGINT) AS net, CAST(sum(tax) AS BIGINT) AS tax,
               CAST(sum(written_off) AS BIGINT) AS written_off
        FROM orders_orders WHERE state = 'active' GROUP BY currency ORDER BY currency)");
    return read.list<OrderTotals>(sql);
}

std::vector<PrepaidSum> list_prepaid(Read& read)
{
    static const Sql sql("orders::list_prepaid", R"(
        SELECT a.currency, CAST(sum(a.amount) AS BIGINT) AS amount
        FROM payments_allocations a JOIN orders_orders o ON o.number = a.order_number
        WHERE o.state <> 'active' GROUP BY a.currency ORDER BY a.currency)");
    return read.list<PrepaidSum>(sql);
}

void each_fee(Read& read, const std::function<void(const FeeRow&)>& take)
{
    static const Sql sql("orders::each_fee", R"(
        SELECT o.currency, o.net, m.starts_on, m.anniversary, m.released_until
        FROM memberships_memberships m JOIN orders_orders o ON o.number = m.order_number
        WHERE m.basis = 'paid' AND (m.ended IS NULL OR m.ended = 'superseded'))");
    read.each<FeeRow>(sql, [&](FeeRow&& row) { take(row); });
}

std::vector<KeptProof> list_proof_files(Read& read)
{
    static const Sql sql("orders::list_proof_files", R"(
        SELECT order_number, bytes, sha256, shown_sha256 FROM orders_proofs ORDER BY order_number, version)");
    return read.list<KeptProof>(sql);
}

} // namespace kvitt::orders
