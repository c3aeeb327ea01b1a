#include "statements/staging.h"
#include "statements/undoing.h"

#include "statements/chain.h"
#include "statements/keys.h"
#include "statements/values.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <unordered_map>

namespace kvitt::statements
{
namespace
{

constexpr std::size_t piece_bytes = 256 * 1024;

// Gives a file on disk piece by piece.
class DiskSource
{
  public:
    explicit DiskSource(const std::string& path)
        : file_(std::fopen(path.c_str(), "rbe"), std::fclose),
          piece_(piece_bytes, '\0')
    {
        if (!file_)
            throw store::Unavailable("cannot open " + path);
    }
    std::string_view operator()()
    {
        const auto size = std::fread(piece_.data(), 1, piece_.size(), file_.get());
        if (std::ferror(file_.get()) != 0)
            throw store::Unavailable("cannot read a statement file");
        return {piece_.data(), size};
    }

  private:
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
    std::string piece_;
};

// Reads a file that was checked before.
void read_checked(const std::string& path, Sink& sink)
{
    DiskSource source(path);
    const auto reader = make_reader(sink);
    for (auto bytes = source(); !bytes.empty(); bytes = source())
        KVITT_ASSERT(!reader->feed(bytes));
    KVITT_ASSERT(!reader->finish());
}

std::optional<FileError> refusal_of(const Checked& checked)
{
    const StatementFile& file = checked.file;
    if (file.error)
        return file.error;
    if (!is_book_of_record(file.format.value_or("")))
        return FileError{std::nullopt, std::nullopt,
                         *file.format + " is read, but not imported; import the account's camt.053"};
    if (std::find(checked.ours.begin(), checked.ours.end(), true) != checked.ours.end())
        return std::nullopt;
    std::string accounts;
    for (const Statement& statement : file.statements)
        if (accounts.find(statement.account) == std::string::npos && accounts.size() < 200)
            accounts += (accounts.empty() ? "" : ", ") + statement.account;
    return FileError{std::nullopt, "Acct", "none of its accounts is a receiving account here: " + accounts};
}

Overlap overlap_of(const StatementRow& row)
{
    return {row.file, row.id, row.account_key, row.statement_id, row.page.value_or(0)};
}

StatementRow statement_row(const Statement& from, Id<StoredStatement> id, Id<File> file, std::int64_t number,
                           bool ours)
{
    StatementRow row;
    row.id = id;
    row.file = file;
    row.number = number;
    row.account = from.account;
    row.account_key = account_key(from.account);
    row.ours = ours;
    row.currency = from.currency;
    row.statement_id = from.id;
    row.sequence = from.sequence;
    row.page = from.page;
    row.from_day = from.from;
    row.to_day = from.to;
    if (from.opening)
    {
        row.opening = from.opening->minor();
        row.opening_currency = from.opening->currency();
    }
    if (from.closing)
    {
        row.closing = from.closing->minor();
        row.closing_currency = from.closing->currency();
    }
    row.adds_up = from.adds_up;
    row.entry_count = from.entry_count;
    row.credit_total = from.credit_total;
    row.debit_total = from.debit_total;
    row.warnings = to_json(from.warnings);
    return row;
}

// Without what only the transaction knows: id, parent, occurrence, known, waits.
EntryRow entry_row(const Entry& from)
{
    EntryRow row;
    row.entry_number = from.where.entry;
    row.detail_number = from.where.detail;
    row.line = from.where.line;
    row.amount = from.amount.minor();
    row.currency = from.amount.currency();
    row.booking_date = from.booking_date;
    row.value_date = from.value_date;
    row.status = from.status;
    row.reversal = from.reversal;
    row.bank_ref = from.bank_ref;
    row.entry_ref = from.entry_ref;
    row.end_to_end_id = from.end_to_end_id;
    row.creditor_ref = from.creditor_ref;
    row.remittance = from.remittance;
    row.counterparty = from.counterparty;
    row.counterparty_account = from.counterparty_account;
    row.return_reason = from.return_reason;
    row.batch_count = from.batch_count;
    row.part_count = static_cast<std::int64_t>(from.details.size());
    row.held = hold_reason(from);
    return row;
}

// The entry that the payments now written belong to.
struct OpenEntry
{
    Id<StoredEntry> id;
    bool known = false;
};

// What one transaction of rows came to.
struct Written
{
    bool lost = false;
    OpenEntry open;
    std::int64_t known = 0;
};

// Rows of one statement: numbered, compared, inserted.
void write_statement_rows(Tx& tx, const StatementRow& statement, std::vector<EntryRow> rows, Written& written)
{
    std::unordered_map<std::string, std::int64_t> occurrences;
    std::unordered_map<std::string, std::int64_t> elsewhere;
    for (EntryRow& row : rows)
    {
        row.id = tx.new_id<StoredEntry>();
        row.file = statement.file;
        row.statement = statement.id;
        if (row.detail_number > 0)
            row.parent = written.open.id;
        else
            written.open = {row.id, false};
        if (row.entry_key)
        {
            const auto [seen, first] = occurrences.try_emplace(*row.entry_key, 0);
            if (first)
            {
                seen->second = last_occurrence(tx, *row.entry_key, statement.id);
                elsewhere[*row.entry_key] = count_elsewhere(tx, *row.entry_key, overlap_of(statement));
            }
            row.occurrence = ++seen->second;
            written.open.known = row.occurrence <= elsewhere[*row.entry_key];
            written.known += written.open.known ? 1 : 0;
        }
        row.known = written.open.known;
        row.waits = statement.ours && row.status == EntryStatus::booked && !row.known && row.part_count == 0;
    }
    insert(tx, rows);
}

// Collects rows and writes them stage_rows_max at a time.
class Stager : public Sink
{
  public:
    Stager(Db& db, const Author& author, const std::vector<StatementRow>& statements)
        : db_(db),
          author_(author),
          statements_(statements)
    {}

    void format_found(const std::string&, const std::string&) override {}
    void statement_begins(const Statement&) override { ++number_; }
    void entry(Entry&& entry) override
    {
        EntryRow row = entry_row(entry);
        if (entry.status == EntryStatus::booked)
            row.entry_key = entry_key(entry);
        add(std::move(row));
        for (const Entry& detail : entry.details)
            add(entry_row(detail));
    }
    void statement_ends(Statement&&) override {}

    void flush()
    {
        if (pending_.empty() || lost_)
            return pending_.clear();
        const Written written = db_.write(author_, [&](Tx& tx) { return write(tx); });
        lost_ = written.lost;
        open_ = written.open;
        known_ += written.known;
        pending_.clear();
    }
    bool lost() const { return lost_; }
    std::int64_t known() const { return known_; }

  private:
    struct Pending
    {
        std::size_t statement;
        EntryRow row;
    };

    void add(EntryRow&& row)
    {
        pending_.push_back({number_ - 1, std::move(row)});
        if (pending_.size() >= stage_rows_max)
            flush();
    }

    Written write(Tx& tx) const
    {
        Written written;
        written.open = open_;
        written.lost = !try_find_staged(tx, statements_.front().file).has_value();
        // A statement's rows must be there before the next one's are compared with them.
        for (auto at = pending_.begin(); at != pending_.end() && !written.lost;)
        {
            const auto end = std::find_if(
                at, pending_.end(), [&](const Pending& other) { return other.statement != at->statement; });
            std::vector<EntryRow> rows;
            std::transform(at, end, std::back_inserter(rows), [](const Pending& one) { return one.row; });
            write_statement_rows(tx, statements_[at->statement], std::move(rows), written);
            at = end;
        }
        return written;
    }

    Db& db_;
    const Author& author_;
    const std::vector<StatementRow>& statements_;
    std::size_t number_ = 0;
    std::vector<Pending> pending_;
    OpenEntry open_;
    std::int64_t known_ = 0;
    bool lost_ = false;
};

// The file's row, and identifiers for its statements in their order.
std::vector<StatementRow> begin_staging(Tx& tx, const Checked& checked)
{
    require(!exists_undoing(tx), undo_under_way); // else money of a file being undone would count as brought
    FileRow row;
    row.id = tx.new_id<File>();
    row.sha256 = checked.sha256;
    row.name = checked.name;
    row.bytes = checked.bytes;
    row.format = checked.file.format;
    row.encoding = checked.file.encoding;
    row.statement_count = static_cast<std::int64_t>(checked.file.statements.size());
    row.entry_count = checked.entry_count();
    row.staged_at = tx.machine_now();
    row.compared_to = newest_taken_order(tx);
    row.actor_kind = tx.author().actor.kind;
    row.actor_name = tx.author().actor.name;
    insert(tx, row);
    std::vector<StatementRow> statements;
    for (std::size_t at = 0; at < checked.file.statements.size(); ++at)
        statements.push_back(statement_row(checked.file.statements[at], tx.new_id<StoredStatement>(), row.id,
                                           static_cast<std::int64_t>(at) + 1, checked.ours[at]));
    return statements;
}

struct ComparedPage
{
    Id<StoredEntry> last;
    std::int64_t rows = 0;
    std::int64_t known_more = 0;
};

ComparedPage compare_page(Tx& tx, Id<File> file, Id<StoredEntry> after)
{
    ComparedPage page{after, 0, 0};
    for (const ComparedRow& row :
         list_compared_after(tx, file, after, static_cast<std::int64_t>(stage_rows_max)))
    {
        const Overlap overlap{file, row.statement, row.account_key, row.statement_id, row.page};
        const bool known = row.occurrence <= count_elsewhere(tx, row.entry_key, overlap);
        if (known != row.known)
        {
            update_known(tx, row, known);
            page.known_more += known ? 1 : -1;
        }
        page.last = row.id;
        ++page.rows;
    }
    return page;
}

// Counts instead of writing.
class KnownCounter : public Sink
{
  public:
    KnownCounter(Read& read, const Checked& checked) : read_(read), checked_(checked) {}

    void format_found(const std::string&, const std::string&) override {}
    void statement_begins(const Statement&) override
    {
        const Statement& statement = checked_.file.statements.at(number_++);
        overlap_.account_key = account_key(statement.account);
        overlap_.statement_id = statement.id;
        overlap_.page = statement.page.value_or(0);
        in_statement_.clear();
    }
    void entry(Entry&& entry) override
    {
        if (entry.status != EntryStatus::booked)
            return;
        const std::string key = entry_key(entry);
        // In this statement; new ones of statements before it in the file count as stored.
        const std::int64_t occurrence = ++in_statement_[key];
        std::int64_t& new_before = new_in_file_[overlap_.account_key + " " + key];
        if (occurrence <= count_elsewhere(read_, key, overlap_) + new_before)
            ++known_;
        else
            ++new_here_[overlap_.account_key + " " + key];
    }
    void statement_ends(Statement&&) override
    {
        for (const auto& [key, count] : new_here_)
            new_in_file_[key] += count;
        new_here_.clear();
    }
    std::int64_t known() const { return known_; }

  private:
    Read& read_;
    const Checked& checked_;
    Overlap overlap_;
    std::size_t number_ = 0;
    std::unordered_map<std::string, std::int64_t> in_statement_;
    std::unordered_map<std::string, std::int64_t> new_here_;
    std::unordered_map<std::string, std::int64_t> new_in_file_;
    std::int64_t known_ = 0;
};

} // namespace

std::int64_t Checked::entry_count() const
{
    std::int64_t count = 0;
    for (const Statement& statement : file.statements)
        count += statement.entry_count;
    return count;
}

Checked check_file(const std::string& path, const std::function<bool(const std::string&)>& is_ours)
{
    Checked checked;
    DiskSource source(path);
    checked.file = read_file([&] { return source(); }, Keep::totals_only);
    for (const Statement& statement : checked.file.statements)
        checked.ours.push_back(is_ours(account_key(statement.account)));
    checked.error = refusal_of(checked);
    return checked;
}

std::optional<Staged> stage(Db& db, const Author& author, const Checked& checked, const std::string& path)
{
    const auto statements = db.write(author, [&](Tx& tx) { return begin_staging(tx, checked); });
    for (std::size_t at = 0; at < statements.size(); at += stage_rows_max)
        db.write(author, [&](Tx& tx) {
            const auto first = statements.begin() + static_cast<std::ptrdiff_t>(at);
            const auto count = std::min(stage_rows_max, statements.size() - at);
            insert(tx, std::vector<StatementRow>(first, first + static_cast<std::ptrdiff_t>(count)));
        });
    Stager stager(db, author, statements);
    read_checked(path, stager);
    stager.flush();
    if (stager.lost())
        return std::nullopt;
    note_chain(db, author, statements);
    return Staged{statements.front().file, stager.known()};
}

Published publish(Tx& tx, Staged& staged, bool compare_here)
{
    const auto row = try_find_staged(tx, staged.file);
    if (!row)
        return Published::lost;
    if (try_find_taken_id(tx, row->sha256))
        return Published::already_known;
    const std::int64_t newest = newest_taken_order(tx);
    std::int64_t known = staged.known;
    if (newest != row->compared_to)
    {
        if (!compare_here && row->entry_count > static_cast<std::int64_t>(stage_rows_max))
            return Published::compare_first;
        for (ComparedPage page{{}, 1, 0}; page.rows > 0;)
        {
            page = compare_page(tx, staged.file, page.last);
            known += page.known_more;
        }
    }
    staged.known = known;
    update_taken(tx, staged.file, newest + 1, tx.now(), known);
    events::record(tx, {},
                   StatementFileTaken{row->id, row->name, row->sha256, row->format.value_or(""),
                                      row->statement_count, row->entry_count, known});
    return Published::taken;
}

void compare_again(Db& db, const Author& author, Staged& staged)
{
    // Read first: what is taken during the pass calls for another one.
    const std::int64_t newest = db.read([](Read& read) { return newest_taken_order(read); });
    for (ComparedPage page{{}, 1, 0}; page.rows > 0;)
    {
        page = db.write(author, [&](Tx& tx) { return compare_page(tx, staged.file, page.last); });
        staged.known += page.known_more;
    }
    db.write(author, [&](Tx& tx) { update_compared(tx, staged.file, newest); });
}

void drop_staged(Db& db, Id<File> file)
{
    const Author author = author_of(ActorKind::system);
    db.write(author, [&](Tx& tx) { mark_dropped(tx, file); });
    const auto some = [&](Tx& tx) {
        return delete_some(tx, file, static_cast<std::int64_t>(stage_rows_max));
    };
    while (db.write(author, some) > 0)
        continue;
}

std::int64_t count_known(Read& read, const Checked& checked, const std::string& path)
{
    KnownCounter counter(read, checked);
    read_checked(path, counter);
    return counter.known();
}

} // namespace kvitt::statements
