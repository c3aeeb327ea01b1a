#include "statements/undoing.h"

#include "statements/undoing_store.h"

#include <limits>

namespace kvitt::statements
{
namespace
{

struct StatementUndoAsked
{
    static constexpr const char* kind = "statement_undo_asked";
    Id<File> file;
    std::string name;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(StatementUndoAsked, (), (file, name, note))

struct StatementUndoStopped
{
    static constexpr const char* kind = "statement_undo_stopped";
    Id<File> file;
    std::string why;
};
BOOST_DESCRIBE_STRUCT(StatementUndoStopped, (), (file, why))

struct StatementFileUndone
{
    static constexpr const char* kind = "statement_file_undone";
    Id<File> file;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(StatementFileUndone, (), (file, name))

UndoState state_of(Read& read, Id<File> file)
{
    const auto state = try_undo_state(read, file);
    require(state.has_value(), statement_file_not_found);
    return *state;
}

} // namespace

void require_undoable(Read& read, Id<File> file)
{
    const UndoState state = state_of(read, file);
    require(state.state == FileState::taken, file_not_taken);
    require(state.placed_at.has_value(), file_not_placed);
    require(!exists_staged(read), import_under_way);
    const auto after = undoing_of(read, file).after;
    const auto repeated =
        try_repeating_file(read, file, state.taken_order,
                           after.value_or(Id<StoredEntry>(std::numeric_limits<std::int64_t>::max())));
    require(!repeated, file_repeated, {{"file", repeated.value_or("")}});
}

void ask_undo(Tx& tx, Id<File> file, const UndoNote& note)
{
    if (undoing_of(tx, file).is_under_way())
        return;
    require_undoable(tx, file);
    update_undo_asked(tx, file, tx.now(), note.text());
    events::record(tx, {}, StatementUndoAsked{file, state_of(tx, file).name, note.text()});
}

Undoing undoing_of(Read& read, Id<File> file)
{
    auto found = try_undoing(read, file);
    require(found.has_value(), statement_file_not_found);
    return std::move(*found);
}

std::vector<Undoing> list_undoing(Read& read) { return list_undoing_rows(read); }

std::vector<Undoing> list_half_undone(Read& read) { return list_half_undone_rows(read); }

bool exists_undoing(Read& read) { return !list_undoing_rows(read).empty(); }

void note_undone(Tx& tx, Id<File> file, Id<StoredEntry> last) { update_undo_after(tx, file, last); }

void stop_undo(Tx& tx, Id<File> file, const std::string& why)
{
    update_undo_stopped(tx, file, why);
    events::record(tx, {}, StatementUndoStopped{file, why});
}

void finish_undo(Tx& tx, Id<File> file)
{
    update_undone(tx, file, tx.now());
    events::record(tx, {}, StatementFileUndone{file, state_of(tx, file).name});
}

std::vector<StatementSummary> list_taken_of_account(Read& read, const std::string& account_key,
                                                    Id<File> without)
{
    return list_taken_of(read, account_key, without);
}

} // namespace kvitt::statements
