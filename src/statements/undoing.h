// Undoing a taken file (domain.md A28): asked for by a person, done entry by entry from the last to the first
// in small transactions, and only then `undone`. Meanwhile nothing new is staged, and what is undone already
// counts as never brought. What becomes of the money is matching's business (matching/undoing.h).
#pragma once

#include "base/text_value.h"
#include "statements/files.h"

namespace kvitt::statements
{

inline constexpr std::size_t undo_note_characters_max = 500;
using UndoNote = LongText<undo_note_characters_max>;

inline const Refusal file_not_taken{RefusalKind::conflict, "file_not_taken",
                                    "Only a file that was taken can be undone."};
inline const Refusal file_not_placed{
    RefusalKind::conflict, "file_not_placed",
    "Entries of this file are still on their way into the books. Try again in "
    "a moment."};
inline const Refusal file_repeated{
    RefusalKind::conflict, "file_repeated",
    "The later file {file} repeats entries of this one, and they count because "
    "of this one. Undo that file first."};
inline const Refusal import_under_way{RefusalKind::conflict, "import_under_way",
                                      "A statement file is being imported. Try again in a moment."};
inline const Refusal undo_under_way{RefusalKind::conflict, "undo_under_way",
                                    "A statement file is being undone. Try again in a moment."};

// How far the undoing of a file has come.
struct Undoing
{
    Id<File> file;
    std::optional<Instant> asked_at; // nothing: nobody asked
    std::optional<std::string> note;
    std::optional<Id<StoredEntry>> after; // entries from here on are undone
    std::optional<std::string> stopped;   // why it went no further; asked again, it goes on
    std::optional<Instant> undone_at;

    bool is_under_way() const { return asked_at && !stopped && !undone_at; }
};
BOOST_DESCRIBE_STRUCT(Undoing, (), (file, asked_at, note, after, stopped, undone_at))

// Why the file may not be undone now, whatever its entries are; throws the refusal.
void require_undoable(Read& read, Id<File> file);
// Asks for it, or for going on after a stop. Refused as require_undoable says.
void ask_undo(Tx& tx, Id<File> file, const UndoNote& note);

Undoing undoing_of(Read& read, Id<File> file);
// Under way, oldest first.
std::vector<Undoing> list_undoing(Read& read);
bool exists_undoing(Read& read);
// Some entries are undone and some are not, under way or stopped.
std::vector<Undoing> list_half_undone(Read& read);

// Entries that got a place in the books and are not undone, the last first; `before` narrows.
std::vector<WaitingEntry> list_placed(Read& read, Id<File> file, std::optional<Id<StoredEntry>> before,
                                      std::int64_t limit);
std::int64_t count_placed(Read& read, Id<File> file, std::optional<Id<StoredEntry>> before);
// In the transaction that undid them: entries from `last` on are undone.
void note_undone(Tx& tx, Id<File> file, Id<StoredEntry> last);
// It goes no further, because of this.
void stop_undo(Tx& tx, Id<File> file, const std::string& why);
// None is left: the file is `undone`.
void finish_undo(Tx& tx, Id<File> file);

// What the taken statements of an account say, without those of one file: the first by the order of taking,
// and until when they reach.
std::vector<StatementSummary> list_taken_of_account(Read& read, const std::string& account_key,
                                                    Id<File> without);

} // namespace kvitt::statements
