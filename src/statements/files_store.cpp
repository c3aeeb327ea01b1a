#include "statements/files_store.h"

#include "statements/undoing.h"

#include <limits>

namespace kvitt::statements
{
namespace
{

struct IdRow
{
    Id<File> id;
};
BOOST_DESCRIBE_STRUCT(IdRow, (), (id))

std::vector<Id<File>> ids_of(const std::vector<IdRow>& rows)
{
    std::vector<Id<File>> ids;
    for (const IdRow& row : rows)
        ids.push_back(row.id);
    return ids;
}

struct WaitingRow
{
    Id<StoredEntry> id;
    Id<File> file;
    std::string account;
    std::string account_key;
    std::optional<Date> statement_day;
    std::int64_t amount = 0;
    Currency currency;
    std::optional<Date> booking_date;
    std::optional<Date> value_date;
    bool reversal = false;
    std::optional<std::string> bank_ref;
    std::optional<std::string> end_to_end_id;
    std::optional<std::string> creditor_ref;
    std::optional<std::string> remittance;
    std::optional<std::string> counterparty;
    std::optional<std::string> counterparty_account;
    std::optional<std::string> return_reason;
    std::optional<std::string> held;
};
BOOST_DESCRIBE_STRUCT(WaitingRow, (),
                      (id, file, account, account_key, statement_day, amount, currency, booking_date,
                       value_date, reversal, bank_ref, end_to_end_id, creditor_ref, remittance, counterparty,
                       counterparty_account, return_reason, held))

} // namespace

void insert(Tx& tx, const FileRow& row) { tx.insert("statements_files", row); }
void insert(Tx& tx, const std::vector<StatementRow>& rows) { tx.insert_all("statements_statements", rows); }
void insert(Tx& tx, const std::vector<EntryRow>& rows) { tx.insert_all("statements_entries", rows); }

std::optional<FileRow> try_find_staged(Read& read, Id<File> file)
{
    static const Sql sql("statements::try_find_staged", R"(
        SELECT id, sha256, name, bytes, state, format, encoding, statement_count, entry_count,
               known_count, staged_at, dropped, compared_to, taken_order, taken_at, placed_at,
               actor_kind, actor_name, error_line, error_element, error_message
        FROM statements_files WHERE id = $1 AND state = 'staged' AND dropped = 0)");
    return read.try_one<FileRow>(sql, file);
}

std::vector<Id<File>> list_staged(Read& read, const std::string& sha256)
{
    static const Sql sql("statements::list_staged", R"(
        SELECT id FROM statements_files WHERE sha256 = $1 AND state = 'staged')");
    return ids_of(read.list<IdRow>(sql, sha256));
}

std::vector<Id<File>> list_staged_before(Read& read, Instant before)
{
    static const Sql sql("statements::list_staged_before", R"(
        SELECT id FROM statements_files WHERE state = 'staged' AND staged_at < $1)");
    return ids_of(read.list<IdRow>(sql, before));
}

std::optional<Id<File>> try_find_taken_id(Read& read, const std::string& sha256)
{
    static const Sql sql("statements::try_find_taken_id", R"(
        SELECT id
        FROM statements_files WHERE sha256 = $1 AND state = 'taken')");
    return read.try_value<Id<File>>(sql, sha256);
}

bool exists_kept_file(Read& read, const std::string& sha256)
{
    static const Sql sql("statements::exists_kept_file", R"(
        SELECT 1 FROM statements_files WHERE sha256 = $1 AND state <> 'refused' LIMIT 1)");
    return read.try_value<std::int64_t>(sql, sha256).has_value();
}

std::int64_t newest_taken_order(Read& read)
{
    static const Sql sql("statements::newest_taken_order", R"(
        SELECT taken_order
        FROM statements_files WHERE taken_order IS NOT NULL
        ORDER BY taken_order DESC LIMIT 1)");
    return read.try_value<std::int64_t>(sql).value_or(0);
}

void update_compared(Tx& tx, Id<File> file, std::int64_t compared_to)
{
    static const Sql sql("statements::update_compared",
                         "UPDATE statements_files SET compared_to = $2 WHERE id = $1");
    tx.run(sql, file, compared_to);
}

void update_taken(Tx& tx, Id<File> file, std::int64_t taken_order, Instant at, std::int64_t known_count)
{
    static const Sql sql("statements::update_taken", R"(
        UPDATE statements_files SET state = 'taken', taken_order = $2, taken_at = $3, known_count = $4
        WHERE id = $1)");
    tx.run(sql, file, taken_order, at, known_count);
}

std::int64_t last_occurrence(Read& read, const std::string& key, Id<StoredStatement> statement)
{
    static const Sql sql("statements::last_occurrence", R"(
        SELECT occurrence
        FROM statements_entries WHERE entry_key = $1 AND statement = $2
        ORDER BY occurrence DESC LIMIT 1)");
    return read.try_value<std::int64_t>(sql, key, statement).value_or(0);
}

std::int64_t count_elsewhere(Read& read, const std::string& key, const Overlap& overlap)
{
    static const Sql sql("statements::count_elsewhere", R"(
        SELECT count(*)
        FROM statements_entries e
        JOIN statements_statements s ON s.id = e.statement JOIN statements_files f ON f.id = s.file
        WHERE e.entry_key = $1 AND e.known = 0 AND s.account_key = $2 AND s.id <> $3
          AND ((f.state = 'taken' AND e.id < coalesce(f.undo_after, $7)) OR (f.id = $4 AND s.id < $3))
          AND NOT (s.statement_id = $5 AND $5 <> '' AND s.page IS NOT NULL AND $6 > 0 AND s.page <> $6))");
    return read.value<std::int64_t>(sql, key, overlap.account_key, overlap.statement, overlap.file,
                                    overlap.statement_id, overlap.page,
                                    std::numeric_limits<std::int64_t>::max());
}

std::vector<ComparedRow> list_compared_after(Read& read, Id<File> file, Id<StoredEntry> after,
                                             std::int64_t limit)
{
    static const Sql sql("statements::list_compared_after", R"(
        SELECT e.id, e.entry_key, e.occurrence, e.known, e.part_count, s.ours, e.statement,
               s.account_key, s.statement_id, coalesce(s.page, 0) AS page
        FROM statements_statements s JOIN statements_entries e ON e.statement = s.id
        WHERE s.file = $1 AND e.id > $2 AND e.entry_key IS NOT NULL
        ORDER BY s.number, e.id LIMIT $3)");
    return read.list<ComparedRow>(sql, file, after, limit);
}

void update_known(Tx& tx, const ComparedRow& row, bool known)
{
    static const Sql entry("statements::update_known", R"(
        UPDATE statements_entries SET known = $2, waits = $3 WHERE id = $1)");
    static const Sql parts("statements::update_known_parts", R"(
        UPDATE statements_entries SET known = $2, waits = $3 WHERE parent = $1)");
    tx.run(entry, row.id, known, row.ours && !known && row.part_count == 0);
    if (row.part_count > 0)
        tx.run(parts, row.id, known, row.ours && !known);
}

std::vector<EarlierRow> list_earlier(Read& read, const std::string& account_key, Currency currency, Date day,
                                     std::int64_t limit)
{
    static const Sql sql("statements::list_earlier", R"(
        SELECT s.closing, s.to_day, s.sequence
        FROM statements_statements s JOIN statements_files f ON f.id = s.file
        WHERE s.account_key = $1 AND s.closing_currency = $2 AND s.to_day <= $3 AND s.closing IS NOT NULL
          AND f.state = 'taken'
        ORDER BY s.to_day DESC, s.id DESC LIMIT $4)");
    return read.list<EarlierRow>(sql, account_key, currency, day, limit);
}

void update_warnings(Tx& tx, Id<StoredStatement> statement, const json::value& warnings)
{
    static const Sql sql("statements::update_warnings",
                         "UPDATE statements_statements SET warnings = $2 WHERE id = $1");
    tx.run(sql, statement, warnings);
}

void mark_dropped(Tx& tx, Id<File> file)
{
    static const Sql sql("statements::mark_dropped",
                         "UPDATE statements_files SET dropped = 1 WHERE id = $1 AND state = 'staged'");
    tx.run(sql, file);
}

std::int64_t delete_some(Tx& tx, Id<File> file, std::int64_t limit)
{
    static const Sql entries("statements::delete_staged_entries", R"(
        DELETE FROM statements_entries WHERE id IN (
            SELECT e.id FROM statements_statements s JOIN statements_entries e ON e.statement = s.id
            WHERE s.file = $1 LIMIT $2))");
    static const Sql statements("statements::delete_staged_statements", R"(
        DELETE FROM statements_statements WHERE id IN (
            SELECT id FROM statements_statements WHERE file = $1 LIMIT $2))");
    static const Sql itself(
        "statements::delete_staged_file",
        "DELETE FROM statements_files WHERE id = $1 AND state = 'staged' AND dropped = 1");
    if (const auto deleted = tx.run(entries, file, limit); deleted > 0)
        return deleted;
    if (const auto deleted = tx.run(statements, file, limit); deleted > 0)
        return deleted;
    return tx.run(itself, file);
}

std::vector<Id<File>> list_unplaced(Read& read)
{
    static const Sql sql("statements::list_unplaced", R"(
        SELECT id
        FROM statements_files WHERE state = 'taken' AND placed_at IS NULL ORDER BY taken_order)");
    return ids_of(read.list<IdRow>(sql));
}

namespace
{

const std::string select_entries = R"(
    SELECT e.id, e.file, s.account, s.account_key, s.to_day AS statement_day, e.amount, e.currency,
           e.booking_date, e.value_date, e.reversal, e.bank_ref, e.end_to_end_id, e.creditor_ref,
           e.remittance, e.counterparty, e.counterparty_account, e.return_reason, e.held
    FROM statements_entries e JOIN statements_statements s ON s.id = e.statement
    JOIN statements_files f ON f.id = e.file )";

WaitingEntry entry_of(WaitingRow&& row)
{
    return {row.id,
            row.file,
            std::move(row.account),
            std::move(row.account_key),
            row.statement_day,
            Money(row.amount, row.currency),
            row.booking_date,
            row.value_date,
            row.reversal,
            std::move(row.bank_ref),
            std::move(row.end_to_end_id),
            std::move(row.creditor_ref),
            std::move(row.remittance),
            std::move(row.counterparty),
            std::move(row.counterparty_account),
            std::move(row.return_reason),
            std::move(row.held)};
}

// Those that waited for a place when the file was taken (staging.cpp).
const std::string is_placed = R"(
    s.ours = 1 AND e.status = 'booked' AND e.known = 0 AND e.waits = 0 AND e.part_count = 0 )";

} // namespace

std::vector<WaitingEntry> list_waiting(Read& read, Id<File> file, std::int64_t limit)
{
    static const std::string text =
        select_entries + "WHERE e.file = $1 AND e.waits = 1 AND f.state = 'taken' ORDER BY e.id LIMIT $2";
    static const Sql sql("statements::list_waiting", text.c_str());
    std::vector<WaitingEntry> entries;
    read.each<WaitingRow>(
        sql, [&](WaitingRow&& row) { entries.push_back(entry_of(std::move(row))); }, file, limit);
    return entries;
}

namespace
{

constexpr std::int64_t every_entry = std::numeric_limits<std::int64_t>::max();

// Of the statement in the file that holds the entry; the last one's without an entry.
std::int64_t statement_number(Read& read, Id<File> file, const std::optional<Id<StoredEntry>>& entry)
{
    static const Sql of_entry("statements::statement_number", R"(
        SELECT s.number FROM statements_entries e JOIN statements_statements s ON s.id = e.statement
        WHERE e.id = $1)");
    static const Sql last("statements::last_number", R"(
        SELECT number FROM statements_statements WHERE file = $1 ORDER BY number DESC LIMIT 1)");
    const auto found =
        entry ? read.try_value<std::int64_t>(of_entry, *entry) : read.try_value<std::int64_t>(last, file);
    return found.value_or(0);
}

} // namespace

std::vector<WaitingEntry> list_placed(Read& read, Id<File> file, std::optional<Id<StoredEntry>> before,
                                      std::int64_t limit)
{
    static const std::string text = select_entries + "WHERE s.file = $1 AND s.number = $2 AND e.id < $3 AND" +
                                    is_placed + "ORDER BY e.id DESC LIMIT $4";
    static const Sql sql("statements::list_placed", text.c_str());
    std::vector<WaitingEntry> entries;
    for (std::int64_t number = statement_number(read, file, before); number > 0; --number)
    {
        const std::int64_t missing = limit - static_cast<std::int64_t>(entries.size());
        if (missing <= 0)
            break;
        read.each<WaitingRow>(
            sql, [&](WaitingRow&& row) { entries.push_back(entry_of(std::move(row))); }, file, number,
            before.value_or(Id<StoredEntry>(every_entry)), missing);
    }
    return entries;
}

std::int64_t count_placed(Read& read, Id<File> file, std::optional<Id<StoredEntry>> before)
{
    static const std::string text =
        "SELECT count(*) FROM statements_statements s JOIN statements_entries e ON e.statement = s.id "
        "WHERE s.file = $1 AND e.id < $2 AND" +
        is_placed;
    static const Sql sql("statements::count_placed", text.c_str());
    return read.value<std::int64_t>(sql, file, before.value_or(Id<StoredEntry>(every_entry)));
}

void mark_placed(Tx& tx, Id<File> file, Id<StoredEntry> last, std::size_t count)
{
    static const Sql sql(
        "statements::mark_placed",
        "UPDATE statements_entries SET waits = 0 WHERE file = $1 AND waits = 1 AND id <= $2");
    KVITT_ASSERT(tx.run(sql, file, last) == static_cast<std::int64_t>(count));
}

void finish_placing(Tx& tx, Id<File> file)
{
    static const Sql sql("statements::finish_placing", R"(
        UPDATE statements_files SET placed_at = $2 WHERE id = $1 AND state = 'taken' AND placed_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM statements_entries e WHERE e.file = $1 AND e.waits = 1))");
    tx.run(sql, file, tx.now());
}

namespace
{

// Newest first: identifiers rise with time.
constexpr std::int64_t newest = std::numeric_limits<std::int64_t>::max();

} // namespace

std::vector<FileSummary> list_files(Read& read, std::optional<Id<File>> before, std::int64_t limit)
{
    static const Sql sql("statements::list_files", R"(
        SELECT id, sha256, name, bytes, state, format, statement_count, entry_count, known_count,
               taken_at, actor_name, error_line, error_element, error_message
        FROM statements_files WHERE id < $1 AND state <> 'staged' ORDER BY id DESC LIMIT $2)");
    return read.list<FileSummary>(sql, before.value_or(Id<File>(newest)), limit);
}

FileSummary find_file(Read& read, Id<File> file)
{
    static const Sql sql("statements::find_file", R"(
        SELECT id, sha256, name, bytes, state, format, statement_count, entry_count, known_count,
               taken_at, actor_name, error_line, error_element, error_message
        FROM statements_files WHERE id = $1 AND state <> 'staged')");
    auto found = read.try_one<FileSummary>(sql, file);
    require(found.has_value(), statement_file_not_found);
    return std::move(*found);
}

std::optional<FileSummary> try_find_taken(Read& read, const std::string& sha256)
{
    const auto found = try_find_taken_id(read, sha256);
    return found ? std::optional(find_file(read, *found)) : std::nullopt;
}

std::vector<StatementSummary> list_statements(Read& read, Id<File> file)
{
    static const Sql sql("statements::list_statements", R"(
        SELECT id, file, number, account, account_key, ours, currency, statement_id, sequence, from_day,
               to_day, opening, opening_currency, closing, closing_currency, adds_up, entry_count,
               credit_total, debit_total, warnings
        FROM statements_statements WHERE file = $1 ORDER BY number)");
    return read.list<StatementSummary>(sql, file);
}

std::vector<EntrySummary> list_entries(Read& read, Id<StoredStatement> statement,
                                       std::optional<Id<StoredEntry>> after, std::int64_t limit)
{
    static const Sql sql("statements::list_entries", R"(
        SELECT id, statement, parent, line, amount, currency, booking_date, value_date, status,
               bank_ref, creditor_ref, remittance, counterparty, held, known, waits
        FROM statements_entries WHERE statement = $1 AND id > $2 ORDER BY id LIMIT $3)");
    return read.list<EntrySummary>(sql, statement, after.value_or(Id<StoredEntry>()), limit);
}

std::optional<Id<File>> try_find_file_of(Read& read, Id<StoredEntry> entry)
{
    static const Sql sql("statements::find_file_of", "SELECT file FROM statements_entries WHERE id = $1");
    return read.try_value<Id<File>>(sql, entry);
}

std::vector<StatementSummary> list_taken_statements(Read& read)
{
    static const Sql sql("statements::list_taken_statements", R"(
        SELECT s.id, s.file, s.number, s.account, s.account_key, s.ours, s.currency, s.statement_id,
               s.sequence, s.from_day, s.to_day, s.opening, s.opening_currency, s.closing,
               s.closing_currency, s.adds_up, s.entry_count, s.credit_total, s.debit_total, s.warnings
        FROM statements_statements s JOIN statements_files f ON f.id = s.file
        WHERE f.state = 'taken' AND s.ours = 1 ORDER BY s.account_key, s.to_day, s.id)");
    return read.list<StatementSummary>(sql);
}

std::vector<KeptFile> list_kept_files(Read& read)
{
    static const Sql sql("statements::list_kept_files", R"(
        SELECT sha256, bytes FROM statements_files WHERE state IN ('taken', 'undone') ORDER BY taken_order)");
    return read.list<KeptFile>(sql);
}

BookedFacts booked_facts(Read& read, Id<StoredStatement> statement)
{
    static const Sql sql("statements::booked_facts", R"(
        SELECT CAST(coalesce(sum(CASE WHEN known = 1 THEN amount ELSE 0 END), 0) AS BIGINT) AS known,
               min(coalesce(booking_date, value_date)) AS first_day,
               max(coalesce(booking_date, value_date)) AS last_day
        FROM statements_entries WHERE statement = $1 AND parent IS NULL AND status = 'booked')");
    return *read.try_one<BookedFacts>(sql, statement);
}

} // namespace kvitt::statements
