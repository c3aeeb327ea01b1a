#include "statements/statements.h"

#include "statements/camt.h"
#include "statements/detect.h"

namespace kvitt::statements
{
namespace
{

// Reads with the reader that the first bytes call for.
class DetectingReader : public Reader
{
  public:
    explicit DetectingReader(Sink& sink) : sink_(sink) {}

    std::optional<FileError> feed(std::string_view bytes) override
    {
        if (reader_)
            return reader_->feed(bytes);
        start_.append(bytes);
        return start_.size() < detect_bytes_max ? std::nullopt : begin();
    }

    std::optional<FileError> finish() override
    {
        if (!reader_)
            if (auto error = begin())
                return error;
        return reader_->finish();
    }

  private:
    std::optional<FileError> begin()
    {
        if (start_.empty())
            return FileError{1, std::nullopt, "the file is empty"};
        const Detected found = detect(start_);
        if (found.family == Family::unknown)
            return FileError{1, std::nullopt,
                             "not a bank statement in a format that kvitt reads: " + known_formats()};
        reader_ = make_camt_reader(sink_, found.encoding);
        return reader_->feed(start_);
    }

    Sink& sink_;
    std::string start_;
    std::unique_ptr<Reader> reader_;
};

class Collector : public Sink
{
  public:
    Collector(StatementFile& file, Keep keep) : file_(file), keep_(keep) {}

    void format_found(const std::string& format, const std::string& encoding) override
    {
        file_.format = format;
        file_.encoding = encoding;
    }
    void statement_begins(const Statement&) override { entries_.clear(); }
    void entry(Entry&& entry) override
    {
        if (keep_ == Keep::entries)
            entries_.push_back(std::move(entry));
    }
    void statement_ends(Statement&& statement) override
    {
        statement.entries = std::move(entries_);
        file_.statements.push_back(std::move(statement));
        entries_.clear();
    }

  private:
    StatementFile& file_;
    Keep keep_;
    std::vector<Entry> entries_;
};

// Amounts of a read file are minor units beside their currency (product.md, Shapes).
struct EntryJson
{
    std::optional<std::int64_t> amount;
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
    std::vector<EntryJson> details;
};
BOOST_DESCRIBE_STRUCT(EntryJson, (),
                      (amount, currency, booking_date, value_date, status, reversal, bank_ref, entry_ref,
                       end_to_end_id, creditor_ref, remittance, counterparty, counterparty_account, details))

struct StatementJson
{
    std::optional<std::string> account;
    std::optional<Currency> currency;
    std::optional<std::int64_t> opening;
    std::optional<std::int64_t> closing;
    std::optional<bool> adds_up;
    std::int64_t entry_count = 0;
    std::int64_t credit_total = 0;
    std::int64_t debit_total = 0;
    std::vector<std::string> warnings;
    std::optional<std::vector<EntryJson>> entries;
};
BOOST_DESCRIBE_STRUCT(StatementJson, (),
                      (account, currency, opening, closing, adds_up, entry_count, credit_total, debit_total,
                       warnings, entries))

struct FileJson
{
    std::string path;
    std::optional<std::string> format;
    std::optional<std::string> encoding;
    std::optional<FileError> error;
    std::vector<StatementJson> statements;
};
BOOST_DESCRIBE_STRUCT(FileJson, (), (path, format, encoding, error, statements))

EntryJson entry_json(const Entry& from)
{
    EntryJson out{std::nullopt,
                  from.amount.currency(),
                  from.booking_date,
                  from.value_date,
                  from.status,
                  from.reversal,
                  from.bank_ref,
                  from.entry_ref,
                  from.end_to_end_id,
                  from.creditor_ref,
                  from.remittance,
                  from.counterparty,
                  from.counterparty_account,
                  {}};
    if (!from.unreadable)
        out.amount = from.amount.minor();
    for (const Entry& detail : from.details)
        out.details.push_back(entry_json(detail));
    return out;
}

StatementJson statement_json(const Statement& from, Keep keep)
{
    StatementJson out;
    if (!from.account.empty())
        out.account = from.account;
    out.currency = from.currency;
    if (from.opening)
        out.opening = from.opening->minor();
    if (from.closing)
        out.closing = from.closing->minor();
    out.adds_up = from.adds_up;
    out.entry_count = from.entry_count;
    out.credit_total = from.credit_total;
    out.debit_total = from.debit_total;
    out.warnings = from.warnings;
    if (keep == Keep::entries)
    {
        auto& entries = out.entries.emplace();
        for (const Entry& entry : from.entries)
            entries.push_back(entry_json(entry));
    }
    return out;
}

} // namespace

std::optional<std::string> hold_reason(const Entry& entry)
{
    if (entry.unreadable)
        return entry.unreadable;
    if (!entry.amount.currency().is_current())
        return entry.amount.currency().text() + " is not a currency in use";
    return std::nullopt;
}

bool is_book_of_record(const std::string& format) { return format.substr(0, 8) == "camt.053"; }

std::unique_ptr<Reader> make_reader(Sink& sink) { return std::make_unique<DetectingReader>(sink); }

StatementFile read_file(const ByteSource& source, Keep keep)
{
    StatementFile file;
    Collector collector(file, keep);
    const auto reader = make_reader(collector);
    for (auto bytes = source(); !bytes.empty() && !file.error; bytes = source())
        file.error = reader->feed(bytes);
    if (!file.error)
        file.error = reader->finish();
    if (file.error)
        file.statements.clear();
    return file;
}

StatementFile read_bytes(std::string_view bytes, Keep keep)
{
    return read_file([&bytes] { return std::exchange(bytes, std::string_view()); }, keep);
}

json::value file_json(const std::string& path, const StatementFile& file, Keep keep)
{
    FileJson out{path, file.format, file.encoding, file.error, {}};
    for (const Statement& statement : file.statements)
        out.statements.push_back(statement_json(statement, keep));
    return to_json(out);
}

} // namespace kvitt::statements
