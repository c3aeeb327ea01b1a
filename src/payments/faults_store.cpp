#include "payments/faults_store.h"

namespace kvitt::payments
{

std::vector<ReceiptSums> list_wrong_sums(Read& read)
{
    static const Sql sql("payments::list_wrong_sums", R"(
        SELECT id, state, amount, placed FROM (
            SELECT r.id, r.state, r.amount,
                   CAST(COALESCE((SELECT sum(a.amount) FROM payments_allocations a WHERE a.receipt = r.id), 0)
                      + COALESCE((SELECT sum(c.amount) FROM payments_credits c WHERE c.receipt = r.id), 0)
                      + COALESCE((SELECT sum(b.amount) FROM payments_returns b
                                WHERE b.receipt = r.id AND b.state <> 'undone'), 0)
                      + COALESCE((SELECT sum(e.amount) FROM payments_exchanges e WHERE e.receipt = r.id), 0)
                          AS BIGINT) AS placed
            FROM payments_receipts r) sums
        WHERE (state IN ('allocated', 'credit', 'returned') AND placed <> amount)
           OR (state IN ('unmatched', 'suggested', 'held') AND (placed < 0 OR placed >= amount)))");
    return read.list<ReceiptSums>(sql);
}

std::vector<CurrencySum> sum_unplaced(Read& read)
{
    static const Sql sql("payments::sum_unplaced", R"(
        SELECT currency, CAST(sum(amount) AS BIGINT) AS amount FROM (
            SELECT currency, amount FROM payments_receipts UNION ALL
            SELECT currency, -amount FROM payments_allocations WHERE receipt IS NOT NULL UNION ALL
            SELECT currency, -amount FROM payments_credits WHERE receipt IS NOT NULL UNION ALL
            SELECT currency, -amount FROM payments_returns WHERE state <> 'undone' UNION ALL
            SELECT currency, -amount FROM payments_exchanges) parts
        GROUP BY currency ORDER BY currency)");
    return read.list<CurrencySum>(sql);
}

std::vector<CurrencySum> sum_all_credit(Read& read)
{
    static const Sql sql("payments::sum_all_credit", R"(
        SELECT currency, CAST(sum(amount) AS BIGINT) AS amount FROM payments_credits
        GROUP BY currency ORDER BY currency)");
    return read.list<CurrencySum>(sql);
}

std::vector<CurrencySum> sum_decided(Read& read)
{
    static const Sql sql("payments::sum_decided", R"(
        SELECT currency, CAST(sum(amount) AS BIGINT) AS amount FROM payments_returns
        WHERE state = 'decided' GROUP BY currency ORDER BY currency)");
    return read.list<CurrencySum>(sql);
}

} // namespace kvitt::payments
