// What the pages of our bank accounts say: until when their statements reach, and the chain of statements
// with each jump and gap in its place. Pure.
#pragma once

#include "catalogue/catalogue.h"
#include "http/page.h"
#include "orders/order_views.h"
#include "statements/files.h"
#include "web/parts.h"

namespace kvitt::reports
{

// Statements that an account's page shows, the newest.
inline constexpr std::size_t chain_rows_max = 200;

// How a statement goes on from the one before it.
struct ChainBreak
{
    std::optional<Money> jump;          // opening minus the closing before it
    std::optional<std::string> missing; // numbers of statements that are not here
};
// Where both tell enough; the earlier comes first.
ChainBreak chain_break(const statements::StatementSummary& before, const statements::StatementSummary& after);

struct AccountRowView
{
    http::Url url;
    std::string name;
    std::string number;
    std::optional<std::string> until;
    std::optional<Money> closing;
    orders::StateView state;
};
BOOST_DESCRIBE_STRUCT(AccountRowView, (), (url, name, number, until, closing, state))

struct BankAccountsView
{
    std::vector<AccountRowView> accounts;
};
BOOST_DESCRIBE_STRUCT(BankAccountsView, (), (accounts))

// An account with its statements by their last day, oldest first.
struct AccountChain
{
    catalogue::ReceivingAccount account;
    std::vector<statements::StatementSummary> statements;
};
BankAccountsView bank_accounts_view(const http::RenderContext& context,
                                    const std::vector<AccountChain>& accounts);

struct ChainRowView
{
    http::Url file;
    std::string period;
    std::string sequence;
    std::optional<Money> opening;
    std::optional<Money> closing;
    orders::StateView sum;
    std::vector<std::string> breaks; // between it and the one before it
    bool any_breaks = false;
};
BOOST_DESCRIBE_STRUCT(ChainRowView, (), (file, period, sequence, opening, closing, sum, breaks, any_breaks))

struct BankAccountView
{
    std::string name;
    std::string number;
    std::string outcome;
    std::string tone;
    bool any = false;
    std::vector<ChainRowView> rows; // newest first
    std::optional<std::string> older;
};
BOOST_DESCRIBE_STRUCT(BankAccountView, (), (name, number, outcome, tone, any, rows, older))

BankAccountView bank_account_view(const http::RenderContext& context, const AccountChain& chain);

} // namespace kvitt::reports
