// SQL of the ledger room.
#pragma once

#include "ledger/ledger.h"

namespace kvitt::ledger
{

struct TransactionRow
{
    Id<Transaction> id;
    Id<events::Event> event;
    Date posting_date;
    std::string kind;
};
BOOST_DESCRIBE_STRUCT(TransactionRow, (), (id, event, posting_date, kind))

struct PostingRow
{
    Id<Transaction> journal_transaction;
    std::int64_t line = 0;
    std::string account;
    Currency currency;
    std::int64_t amount = 0;
    std::optional<Id<partners::Partner>> partner;
    std::optional<std::string> order_number;
    std::optional<std::int64_t> receipt;
};
BOOST_DESCRIBE_STRUCT(PostingRow, (),
                      (journal_transaction, line, account, currency, amount, partner, order_number, receipt))

struct TransactionKey
{
    std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(TransactionKey, (), (id))

void insert(Tx& tx, const TransactionRow& row, const std::vector<PostingRow>& postings);
void each_row(Read& read, const std::function<void(const JournalPosting&)>& take);
std::vector<Balance> list_balances(Read& read);
std::vector<JournalPosting> list_account_rows(Read& read, const std::string& account, Currency currency,
                                              Id<Transaction> before, std::int64_t limit);
std::vector<JournalPosting> list_transaction_rows(Read& read, Id<Transaction> id);
// The first lines of journal transactions between two identifiers.
std::vector<JournalPosting> list_event_rows(Read& read, Id<events::Event> event, Id<Transaction> after,
                                            Id<Transaction> before, std::int64_t limit);
std::int64_t sum_of(Read& read, const std::string& account, Currency currency);
std::vector<Unbalanced> list_unbalanced(Read& read);
std::vector<TransactionKey> list_eventless(Read& read);

} // namespace kvitt::ledger
