#include "catalogue/catalogue.h"
#include "check/checks.h"
#include "ledger/ledger.h"
#include "statements/files.h"
#include "statements/undoing.h"
#include "statements/values.h"

#include <limits>
#include <map>

namespace kvitt::check
{
namespace
{

// By the key under which statements name them.
struct Account
{
    std::optional<Currency> currency;
    std::pair<std::int64_t, std::int64_t> first{std::numeric_limits<std::int64_t>::max(),
                                                0}; // file and number
    std::int64_t opening = 0; // of the first one taken: there the journal's account starts
    std::int64_t moved = 0;
    bool adds_up = true;
};

void add(Read& read, Account& account, const statements::StatementSummary& statement, bool has_known)
{
    const bool whole = statement.adds_up.value_or(false) && statement.opening && statement.closing &&
                       statement.opening_currency == statement.closing_currency;
    const bool same_currency = !account.currency || account.currency == statement.closing_currency;
    account.adds_up = account.adds_up && whole && same_currency;
    if (!account.adds_up)
        return;
    account.currency = statement.closing_currency;
    if (const std::pair place(statement.file.value(), statement.number); place < account.first)
    {
        account.first = place;
        account.opening = *statement.opening;
    }
    account.moved += *statement.closing - *statement.opening -
                     (has_known ? statements::booked_facts(read, statement.id).known : 0);
}

std::map<std::string, Account> accounts_of(Read& read)
{
    std::map<std::string, Account> accounts;
    std::map<std::int64_t, bool> has_known;
    for (const statements::StatementSummary& statement : statements::list_taken_statements(read))
    {
        const auto file = has_known.try_emplace(statement.file.value(), false);
        if (file.second)
            file.first->second = statements::find_file(read, statement.file).known_count > 0;
        add(read, accounts[statement.account_key], statement, file.first->second);
    }
    for (const auto& undoing : statements::list_half_undone(read))
        for (const auto& statement : statements::list_statements(read, undoing.file))
            accounts[statement.account_key].adds_up = false; // between two sums
    for (const auto file : statements::list_unplaced(read))
    {
        for (auto& [key, account] : accounts) // its opening balance may not be in the journal yet
            account.adds_up = account.adds_up && account.first.first != file.value();
        for (const auto& entry :
             statements::list_waiting(read, file, std::numeric_limits<std::int64_t>::max()))
            accounts[entry.account_key].moved -= entry.amount.minor();
    }
    return accounts;
}

std::int64_t booked(const std::vector<ledger::Balance>& balances, const std::string& account,
                    Currency currency)
{
    for (const ledger::Balance& balance : balances)
        if (balance.account == account && balance.currency == currency)
            return balance.amount;
    return 0;
}

} // namespace

Faults bank_equals_statements(Read& read, const Question&)
{
    Faults out;
    const auto balances = ledger::balances(read);
    const auto accounts = accounts_of(read);
    for (const catalogue::ReceivingAccount& ours : catalogue::dump(read).receiving_accounts)
    {
        const auto found = accounts.find(statements::account_key(ours.statement_account));
        if (found == accounts.end() || !found->second.adds_up || !found->second.currency)
            continue;
        const Currency currency = *found->second.currency;
        const Money by_statements(found->second.opening + found->second.moved, currency);
        const Money in_journal(booked(balances, ledger::bank(ours.code), currency), currency);
        if (by_statements != in_journal)
            out.push_back("account " + ours.code + " has " + by_statements.text() + " by its statements, " +
                          in_journal.text() + " in the journal");
    }
    return out;
}

} // namespace kvitt::check
