#include "statements/undoing_store.h"

namespace kvitt::statements
{

std::optional<UndoState> try_undo_state(Read& read, Id<File> file)
{
    static const Sql sql("statements::try_undo_state", R"(
        SELECT state, placed_at, coalesce(taken_order, 0) AS taken_order, name FROM statements_files
        WHERE id = $1 AND state <> 'staged')");
    return read.try_one<UndoState>(sql, file);
}

bool exists_staged(Read& read)
{
    static const Sql sql("statements::exists_staged",
                         "SELECT 1 FROM statements_files WHERE state = 'staged' AND dropped = 0 LIMIT 1");
    return read.try_value<std::int64_t>(sql).has_value();
}

std::optional<std::string> try_repeating_file(Read& read, Id<File> file, std::int64_t taken_order,
                                              Id<StoredEntry> before)
{
    static const Sql sql("statements::try_repeating_file", R"(
        SELECT f.name
        FROM statements_statements s
        JOIN statements_entries e ON e.statement = s.id
        JOIN statements_entries again ON again.entry_key = e.entry_key
        JOIN statements_statements t ON t.id = again.statement
        JOIN statements_files f ON f.id = t.file
        WHERE s.file = $1 AND e.known = 0 AND e.entry_key IS NOT NULL AND e.id < $3 AND again.known = 1
          AND t.account_key = s.account_key AND f.state = 'taken' AND f.taken_order > $2 LIMIT 1)");
    return read.try_value<std::string>(sql, file, taken_order, before);
}

void update_undo_asked(Tx& tx, Id<File> file, Instant at, const std::string& note)
{
    static const Sql sql("statements::update_undo_asked", R"(
        UPDATE statements_files SET undo_asked_at = $2, undo_note = $3, undo_stopped = NULL WHERE id = $1)");
    tx.run(sql, file, at, note);
}

void update_undo_after(Tx& tx, Id<File> file, Id<StoredEntry> entry)
{
    static const Sql sql("statements::update_undo_after",
                         "UPDATE statements_files SET undo_after = $2 WHERE id = $1");
    tx.run(sql, file, entry);
}

void update_undo_stopped(Tx& tx, Id<File> file, const std::string& why)
{
    static const Sql sql("statements::update_undo_stopped",
                         "UPDATE statements_files SET undo_stopped = $2 WHERE id = $1");
    tx.run(sql, file, why);
}

void update_undone(Tx& tx, Id<File> file, Instant at)
{
    static const Sql sql("statements::update_undone", R"(
        UPDATE statements_files SET state = 'undone', undone_at = $2 WHERE id = $1 AND state = 'taken')");
    KVITT_ASSERT(tx.run(sql, file, at) == 1);
}

namespace
{

const std::string select_undoing = R"(
    SELECT id AS file, undo_asked_at AS asked_at, undo_note AS note, undo_after AS after,
           undo_stopped AS stopped, undone_at
    FROM statements_files )";

} // namespace

std::optional<Undoing> try_undoing(Read& read, Id<File> file)
{
    static const std::string text = select_undoing + "WHERE id = $1";
    static const Sql sql("statements::try_undoing", text.c_str());
    return read.try_one<Undoing>(sql, file);
}

std::vector<Undoing> list_undoing_rows(Read& read)
{
    static const std::string text = select_undoing + R"(
        WHERE state = 'taken' AND undo_asked_at IS NOT NULL AND undo_stopped IS NULL
        ORDER BY undo_asked_at)";
    static const Sql sql("statements::list_undoing", text.c_str());
    return read.list<Undoing>(sql);
}

std::vector<Undoing> list_half_undone_rows(Read& read)
{
    static const std::string text = select_undoing + R"(
        WHERE state = 'taken' AND undo_asked_at IS NOT NULL AND undo_after IS NOT NULL
        ORDER BY undo_asked_at)";
    static const Sql sql("statements::list_half_undone", text.c_str());
    return read.list<Undoing>(sql);
}

std::vector<StatementSummary> list_taken_of(Read& read, const std::string& account_key, Id<File> without)
{
    static const Sql sql("statements::list_taken_of", R"(
        SELECT s.id, s.file, s.number, s.account, s.account_key, s.ours, s.currency, s.statement_id,
               s.sequence, s.from_day, s.to_day, s.opening, s.opening_currency, s.closing,
               s.closing_currency, s.adds_up, s.entry_count, s.credit_total, s.debit_total, s.warnings
        FROM statements_statements s JOIN statements_files f ON f.id = s.file
        WHERE s.account_key = $1 AND s.ours = 1 AND f.state = 'taken' AND f.id <> $2
        ORDER BY f.taken_order, s.number)");
    return read.list<StatementSummary>(sql, account_key, without);
}

} // namespace kvitt::statements
