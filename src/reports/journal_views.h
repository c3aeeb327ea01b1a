// What the pages of the journal say: balances, one account's postings, one journal transaction. Pure.
#pragma once

#include "events/events.h"
#include "http/page.h"
#include "orders/number.h"
#include "reports/accounts.h"
#include "web/parts.h"

namespace kvitt::reports
{

// What a journal transaction did, in the reader's language; the kind itself if it has no words.
std::string kind_words(http::Language language, const std::string& kind);
// The kinds that have words, for a test.
std::vector<std::string> kinds_with_words();

http::Url postings_url(const std::string& account, Currency currency);
http::Url transaction_url(Id<ledger::Transaction> id);

struct BalanceView
{
    http::Url url;
    std::string account;
    std::string side; // debit or credit
    Money amount;
};
BOOST_DESCRIBE_STRUCT(BalanceView, (), (url, account, side, amount))

struct ClassView
{
    std::string title;
    std::vector<BalanceView> balances;
};
BOOST_DESCRIBE_STRUCT(ClassView, (), (title, balances))

struct BalancesView
{
    bool any = false;
    std::vector<ClassView> classes;
};
BOOST_DESCRIBE_STRUCT(BalancesView, (), (any, classes))

BalancesView balances_view(const http::RenderContext& context, const std::vector<ledger::Balance>& balances);

// A posting's whereabouts, each a link where the reader may follow it.
struct PostingLinks
{
    std::optional<web::ActionView> order;
    std::optional<web::ActionView> receipt;
    std::optional<web::ActionView> partner; // shown by name
};

struct PostingRowView
{
    http::Url url;
    std::string day;
    std::string what;
    Money amount;
    std::string side;
    std::vector<web::ActionView> links;
};
BOOST_DESCRIBE_STRUCT(PostingRowView, (), (url, day, what, amount, side, links))

struct PostingsView
{
    std::string account;
    std::string currency;
    Money balance;
    std::string side;
    bool any = false;
    std::vector<PostingRowView> rows;
    web::PagerView pager;
    http::Url csv;
};
BOOST_DESCRIBE_STRUCT(PostingsView, (), (account, currency, balance, side, any, rows, pager, csv))

struct PostingsInput
{
    std::string account;
    Currency currency;
    std::int64_t balance = 0;
    std::vector<ledger::JournalPosting> rows;
    bool sees_receipts = false;
    bool more = false;
};
PostingsView postings_view(const http::RenderContext& context, const PostingsInput& input);

struct JournalLineView
{
    http::Url url;
    std::string side;
    std::string account;
    Money amount;
};
BOOST_DESCRIBE_STRUCT(JournalLineView, (), (url, side, account, amount))

struct JournalTransactionView
{
    std::string title;
    std::vector<web::FactView> facts;
    std::vector<web::ActionView> links;
    std::vector<JournalLineView> lines;
    std::string event; // its body, as it was written
};
BOOST_DESCRIBE_STRUCT(JournalTransactionView, (), (title, facts, links, lines, event))

struct JournalTransactionInput
{
    std::vector<ledger::JournalPosting> postings;
    std::optional<events::SealedEvent> event;
    std::optional<std::string> company;
    std::optional<http::Url> statement_file;
    bool sees_receipts = false;
};
JournalTransactionView transaction_view(const http::RenderContext& context,
                                        const JournalTransactionInput& input);

} // namespace kvitt::reports
