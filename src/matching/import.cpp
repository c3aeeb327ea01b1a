#include "matching/import.h"

#include "matching/accounts.h"
#include "matching/incoming.h"
#include "matching/leaving.h"
#include "matching/undoing.h"
#include "payments/withdrawing.h"
#include "statements/files.h"

#include <map>

namespace kvitt::matching
{
namespace
{

using statements::WaitingEntry;

// What became of some entries.
struct Outcome
{
    std::int64_t entries = 0;
    std::map<payments::ReceiptState, std::int64_t> by_state;
    std::int64_t part_paid = 0;
    std::int64_t held = 0; // entries that are no receipt: unreadable, or in a currency no longer in use
    std::vector<std::string> activated;

    void add(const Outcome& other)
    {
        entries += other.entries;
        part_paid += other.part_paid;
        held += other.held;
        for (const auto& [state, count] : other.by_state)
            by_state[state] += count;
        activated.insert(activated.end(), other.activated.begin(), other.activated.end());
    }
    std::int64_t in(payments::ReceiptState state) const
    {
        const auto found = by_state.find(state);
        return found == by_state.end() ? 0 : found->second;
    }
};

void place_entry(Tx& tx, const WaitingEntry& entry, const Accounts& accounts, Outcome& outcome)
{
    const auto account = accounts.find(entry.account_key);
    KVITT_ASSERT(account != accounts.end());
    ++outcome.entries;
    if (entry.held)
        ++outcome.held; // read, never booked; the statement's page says why
    else if (entry.amount.is_positive())
    {
        const Placed placed = place(tx, incoming_of(tx, entry, account->second.code));
        ++outcome.by_state[placed.decision.state];
        outcome.part_paid += placed.part_paid ? 1 : 0;
        outcome.activated.insert(outcome.activated.end(), placed.activated.begin(), placed.activated.end());
    }
    else if (!entry.amount.is_zero())
        take_out(tx, incoming_of(tx, entry, account->second.code));
}

// The books of a bank account start with the opening balance of the first statement that is taken.
void open_accounts(Tx& tx, Id<statements::File> file, const Accounts& accounts)
{
    for (const auto& statement : statements::list_statements(tx, file))
    {
        const auto account = accounts.find(statement.account_key);
        const bool known = account != accounts.end() && statement.opening && statement.opening_currency;
        if (!known)
            continue;
        const Date day = statement.from_day.value_or(statement.to_day.value_or(tx.today()));
        payments::open_account(tx, account->second.code,
                               Money(*statement.opening, *statement.opening_currency), day);
    }
}

// Only now may a deadline that waited for these statements pass (A4).
void finish(Tx& tx, Id<statements::File> file, const Accounts& accounts)
{
    for (const auto& statement : statements::list_statements(tx, file))
    {
        const auto account = accounts.find(statement.account_key);
        if (account != accounts.end() && statement.to_day)
            payments::note_coverage(tx, account->second.code, *statement.to_day);
    }
    statements::finish_placing(tx, file);
}

Outcome place_some(Db& db, Id<statements::File> file, const Accounts& accounts)
{
    return db.write(author_of(ActorKind::bank), [&](Tx& tx) {
        Outcome outcome;
        const auto entries = statements::list_waiting(tx, file, match_rows_max);
        for (const WaitingEntry& entry : entries)
            place_entry(tx, entry, accounts, outcome);
        if (entries.empty())
            finish(tx, file, accounts);
        else
            statements::mark_placed(tx, file, entries.back().id, entries.size());
        return outcome;
    });
}

Outcome place_file(Db& db, Id<statements::File> file, const Accounts& accounts)
{
    db.write(author_of(ActorKind::bank), [&](Tx& tx) { open_accounts(tx, file, accounts); });
    Outcome all;
    for (;;)
    {
        const Outcome some = place_some(db, file, accounts);
        if (some.entries == 0)
            return all;
        all.add(some);
    }
}

void tell(Imported& imported, const Outcome& outcome)
{
    using payments::ReceiptState;
    imported.part_paid = outcome.part_paid;
    imported.allocated = outcome.in(ReceiptState::allocated)-outcome.part_paid;
    imported.credit = outcome.in(ReceiptState::credit);
    imported.suggested = outcome.in(ReceiptState::suggested);
    imported.held = outcome.in(ReceiptState::held) + outcome.held;
    imported.unmatched = outcome.in(ReceiptState::unmatched);
    imported.activated = outcome.activated;
}

Imported imported_of(const ImportInput& input, const statements::Taken& taken)
{
    Imported out;
    out.path = input.path;
    out.sha256 = taken.sha256;
    out.result = enum_text(taken.result);
    out.statements = taken.statements;
    out.entries = taken.entries;
    out.new_ = taken.new_entries;
    out.known = taken.known;
    if (taken.error)
        out.error = ImportError{taken.error->line, taken.error->element, taken.error->message};
    return out;
}

} // namespace

json::value to_json(const Imported& imported)
{
    // `new` is a keyword, so the field has another name here.
    json::value out = kvitt::to_json<Imported>(imported);
    json::object renamed;
    for (auto& member : out.get_object())
        renamed.emplace(member.key() == "new_" ? "new" : member.key(), std::move(member.value()));
    return renamed;
}

Imported import_file(Db& db, const Author& author, const ImportInput& input)
{
    undo_files(db); // a file being undone comes first: nothing new is staged meanwhile
    const Accounts accounts = db.read(receiving_accounts);
    const auto is_ours = [&](const std::string& key) { return accounts.contains(key); };
    const auto taken =
        statements::take(db, author, {input.path, input.name, input.files_folder, input.dry_run, is_ours});
    Imported imported = imported_of(input, taken);
    if (taken.file && taken.result == statements::TakeResult::taken)
        tell(imported, place_file(db, *taken.file, accounts));
    return imported;
}

std::int64_t match_waiting(Db& db)
{
    std::int64_t entries = 0;
    const auto files = db.read([](Read& read) { return statements::list_unplaced(read); });
    if (files.empty())
        return 0;
    const Accounts accounts = db.read(receiving_accounts);
    for (const auto file : files)
        entries += place_file(db, file, accounts).entries;
    return entries;
}

} // namespace kvitt::matching
