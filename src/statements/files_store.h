// SQL of the statements room.
#pragma once

#include "statements/files.h"

namespace kvitt::statements
{

struct FileRow
{
    Id<File> id;
    std::string sha256;
    std::string name;
    std::int64_t bytes = 0;
    FileState state = FileState::staged;
    std::optional<std::string> format;
    std::optional<std::string> encoding;
    std::int64_t statement_count = 0;
    std::int64_t entry_count = 0;
    std::int64_t known_count = 0;
    Instant staged_at;
    bool dropped = false;
    std::int64_t compared_to = 0;
    std::optional<std::int64_t> taken_order;
    std::optional<Instant> taken_at;
    std::optional<Instant> placed_at;
    ActorKind actor_kind = ActorKind::bank;
    std::string actor_name;
    std::optional<std::int64_t> error_line;
    std::optional<std::string> error_element;
    std::optional<std::string> error_message;
};
BOOST_DESCRIBE_STRUCT(FileRow, (),
                      (id, sha256, name, bytes, state, format, encoding, statement_count, entry_count,
                       known_count, staged_at, dropped, compared_to, taken_order, taken_at, placed_at,
                       actor_kind, actor_name, error_line, error_element, error_message))

struct StatementRow
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
    std::optional<std::int64_t> page;
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
BOOST_DESCRIBE_STRUCT(StatementRow, (),
                      (id, file, number, account, account_key, ours, currency, statement_id, sequence, page,
                       from_day, to_day, opening, opening_currency, closing, closing_currency, adds_up,
                       entry_count, credit_total, debit_total, warnings))

struct EntryRow
{
    Id<StoredEntry> id;
    Id<File> file;
    Id<StoredStatement> statement;
    std::optional<Id<StoredEntry>> parent;
    std::int64_t entry_number = 0;
    std::int64_t detail_number = 0;
    std::int64_t line = 0;
    std::int64_t amount = 0;
    Currency currency;
    std::optional<Date> booking_date;
    std::optional<Date> value_date;
    EntryStatus status = EntryStatus::booked;
    bool reversal = false;
    std::optional<std::string> bank_ref;
    std::optional<std::string> entry_ref;
    std::optional<std::string> end_to_end_id;
    std::optional<std::string> creditor_ref;
    std::optional<std::string> remittance;
    std::optional<std::string> counterparty;
    std::optional<std::string> counterparty_account;
    std::optional<std::string> return_reason;
    std::optional<std::int64_t> batch_count;
    std::int64_t part_count = 0;
    std::optional<std::string> held;
    std::optional<std::string> entry_key;
    std::int64_t occurrence = 0;
    bool known = false;
    bool waits = false;
};
BOOST_DESCRIBE_STRUCT(EntryRow, (),
                      (id, file, statement, parent, entry_number, detail_number, line, amount, currency,
                       booking_date, value_date, status, reversal, bank_ref, entry_ref, end_to_end_id,
                       creditor_ref, remittance, counterparty, counterparty_account, return_reason,
                       batch_count, part_count, held, entry_key, occurrence, known, waits))

// What a statement is compared by when its entries are counted in others.
struct Overlap
{
    Id<File> file;
    Id<StoredStatement> statement;
    std::string account_key;
    std::string statement_id;
    std::int64_t page = 0; // 0 where the bank does not count pages
};

// An entry as the comparison needs it.
struct ComparedRow
{
    Id<StoredEntry> id;
    std::string entry_key;
    std::int64_t occurrence = 0;
    bool known = false;
    std::int64_t part_count = 0;
    bool ours = false;
    Id<StoredStatement> statement;
    std::string account_key;
    std::string statement_id;
    std::int64_t page = 0;
};
BOOST_DESCRIBE_STRUCT(ComparedRow, (),
                      (id, entry_key, occurrence, known, part_count, ours, statement, account_key,
                       statement_id, page))

// The end of an earlier statement of an account.
struct EarlierRow
{
    std::int64_t closing = 0;
    Date to_day;
    std::optional<std::string> sequence;
};
BOOST_DESCRIBE_STRUCT(EarlierRow, (), (closing, to_day, sequence))

void insert(Tx& tx, const FileRow& row);
void insert(Tx& tx, const std::vector<StatementRow>& rows);
void insert(Tx& tx, const std::vector<EntryRow>& rows);

// A staged file whose rows are not being deleted.
std::optional<FileRow> try_find_staged(Read& read, Id<File> file);
std::vector<Id<File>> list_staged(Read& read, const std::string& sha256);
std::vector<Id<File>> list_staged_before(Read& read, Instant before);
std::optional<Id<File>> try_find_taken_id(Read& read, const std::string& sha256);
// Whether a file of these bytes is staged, taken or undone: a refused one's bytes are not kept.
bool exists_kept_file(Read& read, const std::string& sha256);
std::int64_t newest_taken_order(Read& read);
void update_compared(Tx& tx, Id<File> file, std::int64_t compared_to);
void update_taken(Tx& tx, Id<File> file, std::int64_t taken_order, Instant at, std::int64_t known_count);

// The highest occurrence of the key in one statement so far.
std::int64_t last_occurrence(Read& read, const std::string& key, Id<StoredStatement> statement);
// New entries with the key in taken files, and in other statements of the same file, of the same account;
// other pages of the same statement are no overlap.
std::int64_t count_elsewhere(Read& read, const std::string& key, const Overlap& overlap);
std::vector<ComparedRow> list_compared_after(Read& read, Id<File> file, Id<StoredEntry> after,
                                             std::int64_t limit);
// The entry's and its payments' marks; what is known waits for nothing.
void update_known(Tx& tx, const ComparedRow& row, bool known);

// The statements of the account and currency that end on `day` or before, latest first.
std::vector<EarlierRow> list_earlier(Read& read, const std::string& account_key, Currency currency, Date day,
                                     std::int64_t limit);
void update_warnings(Tx& tx, Id<StoredStatement> statement, const json::value& warnings);

// At most `limit` rows of a file's entries or, when there are none left, statements and the file itself.
void mark_dropped(Tx& tx, Id<File> file);
std::int64_t delete_some(Tx& tx, Id<File> file, std::int64_t limit);

} // namespace kvitt::statements
