#include "payments/desk.h"

namespace kvitt::payments
{

std::vector<WaitingSum> waiting_sums(Read& read)
{
    static const Sql sql("payments::waiting_sums", R"(
        SELECT state, reasons, currency, count(*) AS count, CAST(sum(amount) AS BIGINT) AS amount
        FROM payments_receipts WHERE state IN ('unmatched', 'suggested', 'held')
        GROUP BY state, reasons, currency ORDER BY state, reasons, currency)");
    return read.list<WaitingSum>(sql);
}

std::vector<ReceiptPart> list_parts(Read& read, Id<Receipt> receipt)
{
    static const Sql sql("payments::list_parts", R"(
        SELECT kind, order_number, amount, currency, at FROM (
            SELECT id, 'allocated' AS kind, order_number, amount, currency, at FROM payments_allocations
            WHERE receipt = $1
            UNION ALL
            SELECT id, kind, order_number, amount, currency, at FROM payments_credits
            WHERE receipt = $1
            UNION ALL
            SELECT id, CASE kind WHEN 'by_bank' THEN 'to_bank' WHEN 'withdrawn' THEN 'withdrawn'
                   ELSE 'to_payer' END AS kind,
                   NULL AS order_number, amount, currency, at
            FROM payments_returns WHERE receipt = $1 AND state <> 'undone'
            UNION ALL
            SELECT into_receipt AS id, 'exchanged' AS kind, NULL AS order_number, amount, currency, at
            FROM payments_exchanges WHERE receipt = $1) parts
        ORDER BY id)");
    return read.list<ReceiptPart>(sql, receipt);
}

} // namespace kvitt::payments
