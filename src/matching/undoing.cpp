#include "matching/undoing.h"

#include "matching/incoming.h"
#include "payments/cases.h"
#include "payments/withdrawing.h"

#include <algorithm>

namespace kvitt::matching
{
namespace
{

using statements::WaitingEntry;

const Author undo_author = author_of(ActorKind::system);

void add(std::vector<Money>& sums, Money amount)
{
    const auto sum = std::find_if(sums.begin(), sums.end(),
                                  [&](Money one) { return one.currency() == amount.currency(); });
    if (sum == sums.end())
        sums.push_back(amount);
    else
        *sum += amount;
}

void preview_receipt(Read& read, const payments::Receipt& receipt, UndoPreview& preview)
{
    ++preview.receipts;
    add(preview.money, receipt.money());
    if (const Refusal* why = orders::undo_refusal(read, receipt))
    {
        preview.blocked.push_back({receipt.id, receipt.money(), why});
        return;
    }
    const auto losses = orders::preview_loss(read, receipt);
    preview.losses.insert(preview.losses.end(), losses.begin(), losses.end());
    preview.in_credit += payments::places_of(read, receipt).credits.empty() ? 0 : 1;
}

// What left with the line is here again; what it was is told by what it became.
void undo_debit(Tx& tx, const WaitingEntry& entry, const std::string& account)
{
    const auto left = payments::try_find_return_by_entry(tx, entry.id.value());
    if (!left)
        payments::undo_other_entry(tx, account, entry.amount, posting_day(tx, entry), entry.id.value());
    else if (left->kind == payments::ReturnKind::by_desk)
        payments::unsettle(tx, *left, account);
    else
        payments::restore(tx, *left);
    for (const payments::Case& about : payments::list_open_cases_of_entry(tx, entry.id.value()))
        payments::close_case(tx, about.id, payments::CaseNote::parse("The bank's line was undone."));
}

void undo_entry(Tx& tx, const WaitingEntry& entry, const Accounts& accounts, const std::string& note)
{
    const auto account = accounts.find(entry.account_key);
    if (entry.held || entry.amount.is_zero() || account == accounts.end())
        return; // it is in no books
    if (!entry.amount.is_positive())
        undo_debit(tx, entry, account->second.code);
    else if (const auto receipt = payments::try_find_by_entry(tx, entry.id.value()))
        orders::lose_to_undo(tx, receipt->id, note);
}

// The first statement that stands tells with what the account's books begin.
std::optional<payments::Beginning> beginning_of(const std::vector<statements::StatementSummary>& standing)
{
    if (standing.empty())
        return std::nullopt;
    const statements::StatementSummary& first = standing.front();
    std::optional<Date> day = first.from_day ? first.from_day : first.to_day;
    std::optional<Date> until;
    for (const auto& one : standing)
        until = std::max(until, one.to_day);
    if (!day || !until)
        return std::nullopt;
    std::optional<Money> opening;
    if (first.opening && first.opening_currency)
        opening = Money(*first.opening, *first.opening_currency);
    return payments::Beginning{opening, *day, *until};
}

void finish(Tx& tx, Id<statements::File> file, const Accounts& accounts)
{
    for (const auto& statement : statements::list_statements(tx, file))
    {
        const auto account = accounts.find(statement.account_key);
        if (account == accounts.end())
            continue;
        payments::begin_account_anew(
            tx, account->second.code,
            beginning_of(statements::list_taken_of_account(tx, statement.account_key, file)));
    }
    statements::finish_undo(tx, file);
}

// Refused where something came to depend on it since it was asked for.
std::int64_t undo_some(Tx& tx, const statements::Undoing& undoing, const Accounts& accounts)
{
    const auto now = statements::undoing_of(tx, undoing.file);
    if (!now.is_under_way())
        return 0;
    const auto entries = statements::list_placed(tx, now.file, now.after, undo_rows_max);
    for (const WaitingEntry& entry : entries)
        undo_entry(tx, entry, accounts, now.note.value_or(""));
    if (entries.empty())
        finish(tx, now.file, accounts);
    else
        statements::note_undone(tx, now.file, entries.back().id);
    return static_cast<std::int64_t>(entries.size());
}

// The first entry that stands in the way, one at a time.
std::optional<std::string> why_stopped(Read& read, const statements::Undoing& undoing)
{
    for (const WaitingEntry& entry : statements::list_placed(
             read, undoing.file, statements::undoing_of(read, undoing.file).after, undo_rows_max))
    {
        const auto receipt =
            entry.amount.is_positive() ? payments::try_find_by_entry(read, entry.id.value()) : std::nullopt;
        if (const Refusal* why = receipt ? orders::undo_refusal(read, *receipt) : nullptr)
            return why->code;
    }
    return std::nullopt;
}

std::int64_t undo_file(Db& db, const statements::Undoing& undoing, const Accounts& accounts)
{
    std::int64_t entries = 0;
    for (;;)
    {
        if (const auto why = db.read([&](Read& read) { return why_stopped(read, undoing); }))
        {
            db.write(undo_author, [&](Tx& tx) { statements::stop_undo(tx, undoing.file, *why); });
            return entries;
        }
        const auto some = db.write(undo_author, [&](Tx& tx) { return undo_some(tx, undoing, accounts); });
        if (some == 0)
            return entries;
        entries += some;
    }
}

} // namespace

UndoPreview preview_undo_file(Read& read, Id<statements::File> file)
{
    statements::require_undoable(read, file);
    const auto after = statements::undoing_of(read, file).after;
    UndoPreview preview;
    preview.entries = statements::count_placed(read, file, after);
    for (const WaitingEntry& entry : statements::list_placed(read, file, after, preview_entries_max))
    {
        ++preview.looked_at;
        const auto receipt = payments::try_find_by_entry(read, entry.id.value());
        if (receipt)
            preview_receipt(read, *receipt, preview);
        else if (!entry.held && !entry.amount.is_positive() && !entry.amount.is_zero())
            ++preview.debits;
    }
    return preview;
}

std::int64_t undo_files(Db& db)
{
    std::int64_t entries = 0;
    const auto all = db.read(statements::list_undoing);
    if (all.empty())
        return 0;
    const Accounts accounts = db.read(receiving_accounts);
    for (const statements::Undoing& undoing : all)
        entries += undo_file(db, undoing, accounts);
    return entries;
}

} // namespace kvitt::matching
