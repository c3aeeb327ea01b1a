// Undoing a statement file: what its entries brought is taken out of the books again, the last entry first,
// in transactions of at most undo_rows_max entries (domain.md A28). Every step is a new fact; nothing is
// deleted. A crash between two steps loses nothing: `undo_files` goes on where it stopped.
#pragma once

#include "matching/accounts.h"
#include "orders/losing.h"
#include "statements/undoing.h"

namespace kvitt::matching
{

inline constexpr std::int64_t undo_rows_max = 50;
// Entries that a preview looks at; more are counted, not told.
inline constexpr std::int64_t preview_entries_max = 5'000;

// What undoing a file would do, and what stands against it.
struct UndoPreview
{
    std::int64_t entries = 0;
    std::int64_t looked_at = 0;
    std::int64_t receipts = 0;
    std::vector<Money> money;         // of these receipts, per currency
    std::vector<orders::Loss> losses; // orders that lose money
    std::int64_t in_credit = 0;       // receipts with money in credit
    std::int64_t debits = 0;          // repayments, returns and other lines out
    struct Blocked
    {
        Id<payments::Receipt> receipt;
        Money amount;
        const Refusal* why = nullptr;
    };
    std::vector<Blocked> blocked; // the file cannot be undone because of them
};
// Throws what statements::require_undoable throws.
UndoPreview preview_undo_file(Read& read, Id<statements::File> file);

// Goes on with every file whose undoing is under way; answers how many entries were undone. One that meets an
// entry which cannot be undone any more stops, and says why.
std::int64_t undo_files(Db& db);

} // namespace kvitt::matching
