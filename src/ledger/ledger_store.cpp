#include "ledger/ledger_store.h"

namespace kvitt::ledger
{

void insert(Tx& tx, const TransactionRow& row, const std::vector<PostingRow>& postings)
{
    tx.insert_later("ledger_transactions", row);
    for (const PostingRow& posting : postings)
        tx.insert_later("ledger_postings", posting);
}

namespace
{

const std::string select_postings = R"(
    SELECT p.journal_transaction, t.event, t.posting_date, t.kind, p.line, p.account, p.currency, p.amount,
           p.partner, p.order_number, p.receipt
    FROM ledger_postings p JOIN ledger_transactions t ON t.id = p.journal_transaction )";

} // namespace

void each_row(Read& read, const std::function<void(const JournalPosting&)>& take)
{
    static const std::string text = select_postings + "ORDER BY t.posting_date, t.id, p.line";
    static const Sql sql("ledger::each_row", text.c_str());
    read.each<JournalPosting>(sql, [&](JournalPosting&& row) { take(row); });
}

std::vector<JournalPosting> list_account_rows(Read& read, const std::string& account, Currency currency,
                                              Id<Transaction> before, std::int64_t limit)
{
    static const std::string text = select_postings + R"(
        WHERE p.account = $1 AND p.currency = $2 AND p.journal_transaction < $3
        ORDER BY p.journal_transaction DESC, p.line DESC LIMIT $4)";
    static const Sql sql("ledger::list_account", text.c_str());
    return read.list<JournalPosting>(sql, account, currency, before, limit);
}

std::vector<JournalPosting> list_transaction_rows(Read& read, Id<Transaction> id)
{
    static const std::string text = select_postings + "WHERE p.journal_transaction = $1 ORDER BY p.line";
    static const Sql sql("ledger::list_transaction", text.c_str());
    return read.list<JournalPosting>(sql, id);
}

std::vector<JournalPosting> list_event_rows(Read& read, Id<events::Event> event, Id<Transaction> after,
                                            Id<Transaction> before, std::int64_t limit)
{
    static const Sql sql("ledger::list_of_event", R"(
        SELECT t.id AS journal_transaction, t.event, t.posting_date, t.kind, p.line, p.account, p.currency,
               p.amount, p.partner, p.order_number, p.receipt
        FROM ledger_transactions t JOIN ledger_postings p ON p.journal_transaction = t.id AND p.line = 1
        WHERE t.id > $2 AND t.id < $3 AND t.event = $1 ORDER BY t.id LIMIT $4)");
    return read.list<JournalPosting>(sql, event, after, before, limit);
}

std::int64_t sum_of(Read& read, const std::string& account, Currency currency)
{
    static const Sql sql("ledger::sum_of", R"(
        SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) FROM ledger_postings
        WHERE account = $1 AND currency = $2)");
    return read.value<std::int64_t>(sql, account, currency);
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
