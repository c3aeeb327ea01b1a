#include "statements/chain.h"

#include "base/text.h"

#include <algorithm>

namespace kvitt::statements
{
namespace
{

// Earlier statements looked at: several may end on one day.
constexpr std::int64_t earlier_rows_max = 5;
constexpr std::size_t sequence_digits_max = 15;

std::optional<std::int64_t> number_of(const std::optional<std::string>& sequence)
{
    if (!sequence || !all_digits(*sequence) || sequence->size() > sequence_digits_max)
        return std::nullopt;
    return std::stoll(*sequence);
}

bool can_be_judged(const StatementRow& statement)
{
    return statement.ours && statement.opening && statement.from_day && !statement.account_key.empty();
}

// The statements before this one, latest first: those taken, and those in front of it in its own file.
std::vector<EarlierRow> earlier_than(Read& read, const std::vector<StatementRow>& statements, std::size_t at)
{
    const StatementRow& statement = statements[at];
    auto earlier = list_earlier(read, statement.account_key, *statement.opening_currency, *statement.from_day,
                                earlier_rows_max);
    for (std::size_t before = at; before-- > 0 && at - before <= static_cast<std::size_t>(earlier_rows_max);)
    {
        const StatementRow& other = statements[before];
        if (other.account_key == statement.account_key && other.closing && other.to_day &&
            other.closing_currency == statement.opening_currency && *other.to_day <= *statement.from_day)
            earlier.push_back({*other.closing, *other.to_day, other.sequence});
    }
    std::stable_sort(earlier.begin(), earlier.end(),
                     [](const EarlierRow& a, const EarlierRow& b) { return a.to_day > b.to_day; });
    return earlier;
}

std::vector<std::string> faults_of(const StatementRow& statement, const std::vector<EarlierRow>& earlier)
{
    std::vector<std::string> faults;
    const bool goes_on = std::any_of(earlier.begin(), earlier.end(), [&](const EarlierRow& one) {
        return one.closing == *statement.opening;
    });
    if (earlier.empty() || goes_on)
        return faults;
    const EarlierRow& last = earlier.front();
    const Currency currency = *statement.opening_currency;
    faults.push_back("opens with " + Money(*statement.opening, currency).text() +
                     ", but the statement before it (until " + last.to_day.text() + ") closed with " +
                     Money(last.closing, currency).text() + ": something is missing or doubled");
    const auto before = number_of(last.sequence);
    const auto here = number_of(statement.sequence);
    if (before && here && *here > *before + 1)
        faults.push_back("numbers " + std::to_string(*before + 1) + " to " + std::to_string(*here - 1) +
                         " of its statements are not here");
    return faults;
}

void note_one(Tx& tx, const std::vector<StatementRow>& statements, std::size_t at)
{
    const StatementRow& statement = statements[at];
    if (!can_be_judged(statement))
        return;
    const auto faults = faults_of(statement, earlier_than(tx, statements, at));
    if (faults.empty())
        return;
    auto warnings = from_json<std::vector<std::string>>(statement.warnings);
    warnings.insert(warnings.end(), faults.begin(), faults.end());
    update_warnings(tx, statement.id, to_json(warnings));
}

} // namespace

void note_chain(Db& db, const Author& author, const std::vector<StatementRow>& statements)
{
    for (std::size_t first = 0; first < statements.size(); first += stage_rows_max)
        db.write(author, [&](Tx& tx) {
            const std::size_t end = std::min(first + stage_rows_max, statements.size());
            for (std::size_t at = first; at < end; ++at)
                note_one(tx, statements, at);
        });
}

} // namespace kvitt::statements
