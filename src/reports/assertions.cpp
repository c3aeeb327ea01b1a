#include "reports/assertions.h"

#include "matching/accounts.h"
#include "payments/withdrawing.h"
#include "statements/undoing.h"

#include <algorithm>
#include <set>

namespace kvitt::reports
{
namespace
{

using statements::StatementSummary;

// Files whose entries are not all in the books, or not all out of them.
std::set<std::int64_t> files_under_way(Read& read)
{
    std::set<std::int64_t> files;
    for (const auto file : statements::list_unplaced(read))
        files.insert(file.value());
    for (const auto& undoing : statements::list_half_undone(read))
        files.insert(undoing.file.value());
    return files;
}

struct Told
{
    StatementSummary statement;
    statements::BookedFacts booked;
    Date day; // its last
};

// An entry dated on another day than its statement's last lies, at the ends of other statements in between,
// on the other side in the journal than in the bank's sums.
bool crosses(const Told& one, Date day)
{
    const Date first = std::min(one.booked.first_day.value_or(one.day), one.day);
    const Date last = std::max(one.booked.last_day.value_or(one.day), one.day);
    return first <= day && day < last && one.day != day;
}

bool is_whole(const StatementSummary& one)
{
    return one.adds_up.value_or(false) && one.opening && one.closing && one.opening_currency &&
           one.opening_currency == one.closing_currency;
}

// The account's statements by their last day, up to the first day that one which does not tell enough may
// touch.
std::vector<Told> told_of(Read& read, const std::vector<StatementSummary>& all,
                          const std::set<std::int64_t>& under_way)
{
    std::vector<Told> out;
    std::optional<Date> known_until;
    for (const StatementSummary& one : all)
    {
        const auto booked = statements::booked_facts(read, one.id);
        const auto day = one.to_day ? one.to_day : booked.last_day;
        if (!day)
            continue; // nothing is in it
        if (is_whole(one) && one.to_day && !under_way.contains(one.file.value()))
            out.push_back({one, booked, *day});
        else
            known_until = std::min(known_until.value_or(*day), booked.first_day.value_or(*day));
    }
    if (known_until)
        std::erase_if(out, [&](const Told& one) { return one.day >= *known_until; });
    std::stable_sort(out.begin(), out.end(), [](const Told& a, const Told& b) { return a.day < b.day; });
    return out;
}

void add_account(const std::string& account, const payments::Beginning& beginning,
                 const std::vector<Told>& told, std::multimap<Date, Assertion>& out)
{
    std::int64_t moved = 0;
    for (std::size_t at = 0; at < told.size(); ++at)
    {
        const Told& one = told[at];
        if (*one.statement.closing_currency != beginning.opening->currency())
            return;
        moved += *one.statement.closing - *one.statement.opening - one.booked.known;
        const bool last_of_day = at + 1 == told.size() || told[at + 1].day != one.day;
        const std::int64_t opened = one.day >= beginning.day ? beginning.opening->minor() : 0;
        const bool follows = opened + moved == *one.statement.closing;
        const bool crossed =
            std::any_of(told.begin(), told.end(), [&](const Told& other) { return crosses(other, one.day); });
        if (last_of_day && follows && !crossed)
            out.emplace(one.day,
                        Assertion{account, Money(*one.statement.closing, beginning.opening->currency()),
                                  one.statement.statement_id});
    }
}

} // namespace

std::multimap<Date, Assertion> balance_assertions(Read& read)
{
    std::map<std::string, std::vector<StatementSummary>> by_account;
    for (StatementSummary& one : statements::list_taken_statements(read))
        by_account[one.account_key].push_back(std::move(one));
    const auto under_way = files_under_way(read);
    std::multimap<Date, Assertion> out;
    for (const auto& [key, account] : matching::receiving_accounts(read))
    {
        const auto beginning = payments::try_beginning(read, account.code);
        const auto found = by_account.find(key);
        if (beginning && beginning->opening && found != by_account.end())
            add_account(ledger::bank(account.code), *beginning, told_of(read, found->second, under_way), out);
    }
    return out;
}

} // namespace kvitt::reports
