// SQL of undoing a file.
#pragma once

#include "statements/undoing.h"

namespace kvitt::statements
{

struct UndoState
{
    FileState state = FileState::taken;
    std::optional<Instant> placed_at;
    std::int64_t taken_order = 0;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(UndoState, (), (state, placed_at, taken_order, name))

std::optional<UndoState> try_undo_state(Read& read, Id<File> file);
bool exists_staged(Read& read);
// The name of a later file of which an entry counts as known because of this one.
std::optional<std::string> try_repeating_file(Read& read, Id<File> file, std::int64_t taken_order,
                                              Id<StoredEntry> before);
void update_undo_asked(Tx& tx, Id<File> file, Instant at, const std::string& note);
void update_undo_after(Tx& tx, Id<File> file, Id<StoredEntry> entry);
void update_undo_stopped(Tx& tx, Id<File> file, const std::string& why);
void update_undone(Tx& tx, Id<File> file, Instant at);
std::optional<Undoing> try_undoing(Read& read, Id<File> file);
std::vector<Undoing> list_undoing_rows(Read& read);
std::vector<Undoing> list_half_undone_rows(Read& read);
std::vector<StatementSummary> list_taken_of(Read& read, const std::string& account_key, Id<File> without);

} // namespace kvitt::statements
