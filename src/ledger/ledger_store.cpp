#include "ledger/ledger_store.h"

namespace kvitt::ledger
{

void insert(Tx& tx, const TransactionRow& row, const std::vector<PostingRow>& postings)
{
    tx.insert_later("ledger_transactions", row);
    for (const PostingRow& posting : postings)
        tx.insert_later("ledger_postings", posting);
}

std::vector<Balance> list_balances(Read& read)
{
    static const Sql sql("ledger::list_balances", R"(
        SELECT account, currency, CAST(sum(amount) AS BIGINT) AS amount FROM ledger_postings
        GROUP BY account, currency ORDER BY account, currency)");
    return read.list<Balance>(sql);
}

std::vector<Unbalanced> list_unbalanced(Read& read)
{
    static const Sql sql("ledger::list_unbalanced", R"(
        SELECT journal_transaction, currency, CAST(sum(amount) AS BIGINT) AS amount FROM ledger_postings
        GROUP BY journal_transaction, currency HAVING sum(amount) <> 0 ORDER BY journal_transaction,
            currency)");
    return read.list<Unbalanced>(sql);
}

std::vector<TransactionKey> list_eventless(Read& read)
{
    static const Sql sql("ledger::list_eventless", R"(
        SELECT t.id FROM ledger_transactions t
        WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.id = t.event) ORDER BY t.id)");
    return read.list<TransactionKey>(sql);
}

} // namespace kvitt::ledger
