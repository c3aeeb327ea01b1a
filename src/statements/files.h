// Statement files in the database: taken in once, entry by entry compared with what is known, waiting for
// their place in the books. Entries of a file are seen by nobody until it is taken, all of them at once.
#pragma once

#include "events/events.h"
#include "statements/statements.h"

namespace kvitt::statements
{

struct File;
struct StoredStatement;
struct StoredEntry;

// Rows written in one transaction.
inline constexpr std::size_t stage_rows_max = 200;
// A larger file is refused.
inline constexpr std::int64_t file_bytes_max = 4LL * 1024 * 1024 * 1024;

enum class FileState
{
    staged,
    taken,
    refused,
    undone,
};
BOOST_DESCRIBE_ENUM(FileState, staged, taken, refused, undone)

enum class TakeResult
{
    taken,
    already_known,
    refused,
};
BOOST_DESCRIBE_ENUM(TakeResult, taken, already_known, refused)

struct TakeInput
{
    std::string path;         // the file on disk
    std::string name;         // as the person or bank called it
    std::string files_folder; // where raw bytes are kept by hash
    bool dry_run = false;     // parses and says what would be new; changes nothing
    // Whether an account, as account_key() writes it, is a receiving account. A file with none is refused;
    // entries of other accounts are kept but never wait for a place. Called outside transactions.
    std::function<bool(const std::string& account_key)> is_ours;
};

struct Taken
{
    TakeResult result = TakeResult::refused;
    std::optional<std::string> sha256; // nothing if the file cannot be read at all
    std::optional<Id<File>> file;      // in a dry run nothing
    std::int64_t statements = 0;
    std::int64_t entries = 0; // a batch counts once
    std::int64_t new_entries = 0;
    std::int64_t known = 0;
    std::optional<FileError> error;
};

// Reads the file, keeps its bytes, stages its entries in small transactions and takes it in one. A crash at
// any point leaves nothing visible: the same file again starts anew. Several at once, also of the same file,
// are safe. A file that cannot be taken is recorded and answered with its error, not thrown.
Taken take(Db& db, const Author& author, const TakeInput& input);

// A booked, new entry of a receiving account (or a payment of a batch) that is in no books yet. Money out and
// held ones are among them: the bank's balance counts them all.
struct WaitingEntry
{
    Id<StoredEntry> id;
    Id<File> file;
    std::string account;
    std::string account_key;
    std::optional<Date> statement_day; // until when the statement reaches
    Money amount;
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
    std::optional<std::string> held; // why it cannot become money by itself; an unreadable amount is zero
};

// Taken files with entries that wait, in the order of taking.
std::vector<Id<File>> list_unplaced(Read& read);
// In the order of the file.
std::vector<WaitingEntry> list_waiting(Read& read, Id<File> file, std::int64_t limit);
// The `count` first entries of list_waiting, the last of them `last`, have their places; in the transaction
// that gave them these. Refuses (Bug) if others waited.
void mark_placed(Tx& tx, Id<File> file, Id<StoredEntry> last, std::size_t count);
// None of the file's entries waits any more: it is not looked at again.
void finish_placing(Tx& tx, Id<File> file);

struct FileSummary
{
    Id<File> id;
    std::string sha256;
    std::string name;
    std::int64_t bytes = 0;
    FileState state = FileState::taken;
    std::optional<std::string> format;
    std::int64_t statement_count = 0;
    std::int64_t entry_count = 0;
    std::int64_t known_count = 0;
    std::optional<Instant> taken_at; // for a refused file when it was refused
    std::string actor_name;
    std::optional<std::int64_t> error_line;
    std::optional<std::string> error_element;
    std::optional<std::string> error_message;
};
BOOST_DESCRIBE_STRUCT(FileSummary, (),
                      (id, sha256, name, bytes, state, format, statement_count, entry_count, known_count,
                       taken_at, actor_name, error_line, error_element, error_message))

struct StatementSummary
{
    Id<StoredStatement> id;
    Id<File> file;
    std::int64_t number = 0;
    std::string account;
    std::string account_key;
    bool ours = false;
    std::optional<Currency> currency;
    std::string statement_id;
    std::optional<std::string> sequence;
    std::optional<Date> from_day;
    std::optional<Date> to_day;
    std::optional<std::int64_t> opening;
    std::optional<Currency> opening_currency;
    std::optional<std::int64_t> closing;
    std::optional<Currency> closing_currency;
    std::optional<bool> adds_up;
    std::int64_t entry_count = 0;
    std::int64_t credit_total = 0;
    std::int64_t debit_total = 0;
    json::value warnings;
};
BOOST_DESCRIBE_STRUCT(StatementSummary, (),
                      (id, file, number, account, account_key, ours, currency, statement_id, sequence,
                       from_day, to_day, opening, opening_currency, closing, closing_currency, adds_up,
                       entry_count, credit_total, debit_total, warnings))

struct EntrySummary
{
    Id<StoredEntry> id;
    Id<StoredStatement> statement;
    std::optional<std::int64_t> parent;
    std::int64_t line = 0;
    std::int64_t amount = 0;
    Currency currency;
    std::optional<Date> booking_date;
    std::optional<Date> value_date;
    EntryStatus status = EntryStatus::booked;
    std::optional<std::string> bank_ref;
    std::optional<std::string> creditor_ref;
    std::optional<std::string> remittance;
    std::optional<std::string> counterparty;
    std::optional<std::string> held;
    bool known = false;
    bool waits = false;
};
BOOST_DESCRIBE_STRUCT(EntrySummary, (),
                      (id, statement, parent, line, amount, currency, booking_date, value_date, status,
                       bank_ref, creditor_ref, remittance, counterparty, held, known, waits))

inline const Refusal statement_file_not_found{RefusalKind::not_found, "statement_file_not_found",
                                              "There is no such statement file."};

// Taken and refused files, newest first; `before` is the cursor.
std::vector<FileSummary> list_files(Read& read, std::optional<Id<File>> before, std::int64_t limit);
FileSummary find_file(Read& read, Id<File> file);
// The file that an entry came with.
std::optional<Id<File>> try_find_file_of(Read& read, Id<StoredEntry> entry);
std::optional<FileSummary> try_find_taken(Read& read, const std::string& sha256);
// In the order of the file.
std::vector<StatementSummary> list_statements(Read& read, Id<File> file);
// In the order of the statement; `after` is the cursor.
std::vector<EntrySummary> list_entries(Read& read, Id<StoredStatement> statement,
                                       std::optional<Id<StoredEntry>> after, std::int64_t limit);
// What a statement's booked entries say beside its balances: the sum of those that an earlier file had
// brought, and their first and last day (booking date, else value date).
struct BookedFacts
{
    std::int64_t known = 0;
    std::optional<Date> first_day;
    std::optional<Date> last_day;
};
BOOST_DESCRIBE_STRUCT(BookedFacts, (), (known, first_day, last_day))
BookedFacts booked_facts(Read& read, Id<StoredStatement> statement);
// All taken statements of our accounts, by account and last day.
std::vector<StatementSummary> list_taken_statements(Read& read);

struct KeptFile
{
    std::string sha256;
    std::int64_t bytes = 0;
};
BOOST_DESCRIBE_STRUCT(KeptFile, (), (sha256, bytes))
// The raw bytes that taken and undone files name.
std::vector<KeptFile> list_kept_files(Read& read);
// Where the raw bytes of a taken file are kept.
std::string kept_path(const std::string& files_folder, const std::string& sha256);

// Deletes what crashed imports left staged before that machine time; answers how many files.
std::int64_t drop_abandoned(Db& db, Instant before);
// Deletes kept bank files, unchanged since `before`, that no row names: a crash came between file and row, or
// the staged rows were dropped. Answers how many.
std::int64_t sweep_files(Db& db, const std::string& files_folder, Instant before);

struct StatementFileTaken
{
    static constexpr const char* kind = "statement_file_taken";
    Id<File> file;
    std::string name;
    std::string sha256;
    std::string format;
    std::int64_t statements = 0;
    std::int64_t entries = 0;
    std::int64_t known = 0;
};
BOOST_DESCRIBE_STRUCT(StatementFileTaken, (), (file, name, sha256, format, statements, entries, known))

struct StatementFileRefused
{
    static constexpr const char* kind = "statement_file_refused";
    Id<File> file;
    std::string name;
    std::string sha256;
    std::optional<std::int64_t> line;
    std::optional<std::string> element;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(StatementFileRefused, (), (file, name, sha256, line, element, message))

} // namespace kvitt::statements
