// The journal: balanced sets of postings, never changed; a correction is a new transaction. Balances are
// sums, never stored. Who posts what is domain.md 3.6 (docs/ledger.md).
#pragma once

#include "store/db.h"

#include <functional>

namespace kvitt::events
{
struct Event;
}
namespace kvitt::partners
{
struct Partner;
}

namespace kvitt::ledger
{

struct Transaction;

// The chart of accounts. A bank account has one ledger account each: bank:CODE.
std::string bank(const std::string& receiving_account);
inline const std::string bank_other = "bank-other";
inline const std::string unplaced_receipts = "unplaced-receipts";
inline const std::string partner_credit = "partner-credit";
inline const std::string order_prepayments = "order-prepayments";
inline const std::string deferred_revenue = "deferred-revenue";
inline const std::string revenue = "revenue";
inline const std::string output_vat = "output-vat";
inline const std::string write_off = "write-off";
inline const std::string refunds_payable = "refunds-payable";
inline const std::string currency_exchange = "currency-exchange";

// Debit is positive, credit negative.
struct Posting
{
    std::string account;
    Money amount;
};

// What the whole journal transaction concerns, kept on each posting.
struct Concern
{
    std::optional<Id<partners::Partner>> partner;
    std::optional<std::string> order_number;
    std::optional<std::int64_t> receipt;
};

// Posts a journal transaction; its postings sum to zero per currency (KVITT_ASSERT). Zero amounts are left
// out; nothing is posted if all are zero. `kind` is the row of domain.md 3.6, in snake case.
void post(Tx& tx, Id<events::Event> event, Date posting_date, const char* kind, const Concern& concern,
          const std::vector<Posting>& postings);

// A posting with what its journal transaction says.
struct JournalPosting
{
    Id<Transaction> journal_transaction;
    Id<events::Event> event;
    Date posting_date;
    std::string kind;
    std::int64_t line = 0;
    std::string account;
    Currency currency;
    std::int64_t amount = 0;
    std::optional<Id<partners::Partner>> partner;
    std::optional<std::string> order_number;
    std::optional<std::int64_t> receipt;

    Money money() const { return {amount, currency}; }
};
BOOST_DESCRIBE_STRUCT(JournalPosting, (),
                      (journal_transaction, event, posting_date, kind, line, account, currency, amount,
                       partner, order_number, receipt))

// The whole journal, by posting date, journal transaction and line.
void each_posting(Read& read, const std::function<void(const JournalPosting&)>& take);

struct Balance
{
    std::string account;
    Currency currency;
    std::int64_t amount = 0;
};
BOOST_DESCRIBE_STRUCT(Balance, (), (account, currency, amount))

// Every account's sum per currency, by account.
std::vector<Balance> balances(Read& read);

// Of one account and currency, newest journal transaction first; `before` is the cursor.
std::vector<JournalPosting> list_postings(Read& read, const std::string& account, Currency currency,
                                          const std::optional<Id<Transaction>>& before, std::int64_t limit);

// The journal transactions that an event caused, at most `limit`. Their identifiers follow the event's, so
// only those made just after it are looked at.
std::vector<JournalPosting> list_of_event(Read& read, Id<events::Event> event, std::int64_t limit);

inline const Refusal transaction_not_found{RefusalKind::not_found, "journal_transaction_not_found",
                                           "There is no such journal transaction."};
// All postings of one journal transaction, by line.
std::vector<JournalPosting> find_transaction(Read& read, Id<Transaction> id);

// One account's sum in one currency.
std::int64_t balance_of(Read& read, const std::string& account, Currency currency);

struct Unbalanced
{
    std::int64_t journal_transaction = 0;
    Currency currency;
    std::int64_t amount = 0;
};
BOOST_DESCRIBE_STRUCT(Unbalanced, (), (journal_transaction, currency, amount))

// Journal transactions that do not sum to zero: damage.
std::vector<Unbalanced> unbalanced(Read& read);
// Those whose event is not there: damage.
std::vector<std::int64_t> list_without_event(Read& read);

} // namespace kvitt::ledger
