// What a bank delivers, read: a file holds statements, a statement holds entries. One reader per bank format,
// bytes in, entries out; nothing here knows an order. A file is read whole or refused whole (FileError); what
// looks wrong but can be read is a warning, never a reason to refuse.
#pragma once

#include "base/json.h"

#include <memory>

namespace kvitt::statements
{

// Limits of one file; more refuses it.
inline constexpr std::int64_t statements_max = 10'000;
inline constexpr std::int64_t entries_max = 2'000'000;
// Parts of one batch entry, and the bytes of their texts.
inline constexpr std::size_t details_max = 100'000;
inline constexpr std::size_t details_bytes_max = 64 * 1024 * 1024;
// Warnings kept for one statement; the last one says how many more there were.
inline constexpr std::size_t warnings_max = 50;

// Only `booked` is money, and only in a book of record (is_book_of_record).
enum class EntryStatus
{
    booked,
    pending,
    information,
};
BOOST_DESCRIBE_ENUM(EntryStatus, booked, pending, information)

// Where in the file; all count from 1.
struct Where
{
    std::int64_t statement = 0;
    std::int64_t entry = 0;
    std::int64_t detail = 0; // 0 for the entry itself
    std::int64_t line = 0;
};
BOOST_DESCRIBE_STRUCT(Where, (), (statement, entry, detail, line))

// One booked line, or one part of a batch. Texts are as the bank wrote them, several items one per line.
struct Entry
{
    Money amount; // as the account sees it: money in is positive, also for reversals
    std::optional<Date> booking_date;
    std::optional<Date> value_date;
    EntryStatus status = EntryStatus::booked;
    bool reversal = false;                    // told by the bank; the sign of `amount` is already right
    std::optional<std::string> bank_ref;      // the bank's id of the entry, not always unique
    std::optional<std::string> entry_ref;     // the statement's id of the entry, or a constant
    std::optional<std::string> end_to_end_id; // the payer's own id
    std::optional<std::string> creditor_ref;  // structured references
    std::optional<std::string> remittance;    // what the payer wrote, else what the bank says about it
    std::optional<std::string> counterparty;
    std::optional<std::string> counterparty_account;
    std::optional<std::string> return_reason; // a returned payment: the bank's code and text
    std::optional<std::int64_t> batch_count;  // payments in it, as the bank says
    std::optional<std::string> unreadable;    // why the amount cannot be told; it is zero then
    std::vector<Entry> details; // the payments of a batch, summing to the amount exactly, or none
    Where where;
};
BOOST_DESCRIBE_STRUCT(Entry, (),
                      (amount, booking_date, value_date, status, reversal, bank_ref, entry_ref, end_to_end_id,
                       creditor_ref, remittance, counterparty, counterparty_account, return_reason,
                       batch_count, unreadable, details, where))

// Why an entry that says it is booked cannot become money by itself; nothing if it can.
std::optional<std::string> hold_reason(const Entry& entry);

// One account's part of a file. Totals count every entry in the statement's currency, whatever its status.
struct Statement
{
    std::string account; // as written: IBAN or the bank's own number
    std::optional<Currency> currency;
    std::string id;
    std::optional<std::string> sequence;
    std::optional<std::int64_t> page; // of a statement delivered in several parts
    std::optional<Date> from;
    std::optional<Date> to;
    std::optional<Money> opening;
    std::optional<Money> closing;
    std::optional<bool> adds_up; // opening + booked entries = closing; nothing where that cannot be judged
    std::int64_t entry_count = 0;
    std::int64_t credit_total = 0; // positive minor units
    std::int64_t debit_total = 0;
    std::vector<std::string> warnings;
    std::vector<Entry> entries;
};
BOOST_DESCRIBE_STRUCT(Statement, (),
                      (account, currency, id, sequence, page, from, to, opening, closing, adds_up,
                       entry_count, credit_total, debit_total, warnings, entries))

// Why a file is refused, and where.
struct FileError
{
    std::optional<std::int64_t> line;
    std::optional<std::string> element;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(FileError, (), (line, element, message))

struct StatementFile
{
    std::optional<std::string> format; // "camt.053.001.08"; product.md lists them
    std::optional<std::string> encoding;
    std::optional<FileError> error; // then `statements` is empty
    std::vector<Statement> statements;
};
BOOST_DESCRIBE_STRUCT(StatementFile, (), (format, encoding, error, statements))

// Whether the format's booked entries are final: end of day statements are, intraday reports and
// notifications repeat what a statement will say.
bool is_book_of_record(const std::string& format);

// Takes what a reader finds, in the order of the file. A file may still be refused after much of it was
// given.
class Sink
{
  public:
    virtual ~Sink() = default;
    // Once, before anything else.
    virtual void format_found(const std::string& format, const std::string& encoding) = 0;
    // What is known before the statement's first entry; account, dates and opening in files that keep to the
    // order.
    virtual void statement_begins(const Statement& so_far) = 0;
    virtual void entry(Entry&& entry) = 0;
    // The whole statement but its entries.
    virtual void statement_ends(Statement&& statement) = 0;
};

// Reads one file in pieces of any size. Memory does not grow with the file, only with its largest entry. What
// the sink throws passes through, and the reader is of no more use.
class Reader
{
  public:
    virtual ~Reader() = default;
    [[nodiscard]] virtual std::optional<FileError> feed(std::string_view bytes) = 0;
    // To be called once after the last piece.
    [[nodiscard]] virtual std::optional<FileError> finish() = 0;
};

// A reader that finds the format in the content itself; the name of a file says nothing.
std::unique_ptr<Reader> make_reader(Sink& sink);

enum class Keep
{
    entries,
    totals_only, // flat memory: `entries` stay empty
};

// Gives the next bytes, empty at the end.
using ByteSource = std::function<std::string_view()>;

// The whole file at once.
StatementFile read_file(const ByteSource& source, Keep keep);
StatementFile read_bytes(std::string_view bytes, Keep keep = Keep::entries);

// One element of `files` of `kvitt read-statement` (product.md, Shapes); with `totals_only` its entries are
// null.
json::value file_json(const std::string& path, const StatementFile& file, Keep keep);

} // namespace kvitt::statements
