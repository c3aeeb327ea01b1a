// The database as rooms see it. A verb takes `Tx&` and runs as if alone; `Read` is a snapshot that cannot
// write. One verb = one transaction; the handler opens it through Db::write, the verb never does. A verb may
// be run again after a conflict, so it touches nothing but its Tx.
#pragma once

#include "base/actor.h"
#include "base/clock.h"
#include "base/id.h"
#include "store/value.h"

#include <array>
#include <type_traits>

namespace kvitt::store
{

// Statements with so many rows at most; longer lists are cut into several.
inline constexpr std::size_t insert_rows_max = 16;

// The database is of a later version than this program: exit code 3.
class SchemaNewer : public std::runtime_error
{
  public:
    using std::runtime_error::runtime_error;
};

class Read
{
  public:
    Read(Connection& connection, Instant machine_now) : connection_(connection), machine_now_(machine_now) {}
    Read(const Read&) = delete;
    Read& operator=(const Read&) = delete;

    // Business time, frozen for the transaction (product.md, two clocks).
    Instant now();
    // Machine time, frozen for the transaction.
    Instant machine_now() const { return machine_now_; }
    // The programme's zone, in which days are reckoned.
    const TimeZone& zone();
    Date today() { return zone().date_at(now()); }

    template <Described Row, class... Args> std::vector<Row> list(const Sql& sql, const Args&... args)
    {
        std::vector<Row> rows;
        each<Row>(sql, [&](Row&& row) { rows.push_back(std::move(row)); }, args...);
        return rows;
    }

    // Calls take(Row&&) for each row; `take` must not run the same statement.
    template <Described Row, class Take, class... Args>
    void each(const Sql& sql, Take&& take, const Args&... args)
    {
        const Open open(start(sql, args...));
        while (open.cursor.next())
            take(read_row<Row>(open.cursor));
    }

    template <Described Row, class... Args> std::optional<Row> try_one(const Sql& sql, const Args&... args)
    {
        const Open open(start(sql, args...));
        if (!open.cursor.next())
            return std::nullopt;
        return read_row<Row>(open.cursor);
    }

    // The first column of the first row; nothing if there is no row or it is null.
    template <class T, class... Args> std::optional<T> try_value(const Sql& sql, const Args&... args)
    {
        const Open open(start(sql, args...));
        std::optional<T> out;
        if (open.cursor.next())
            from_column(open.cursor, 0, out);
        return out;
    }

    // The same where there must be one (counts, sums).
    template <class T, class... Args> T value(const Sql& sql, const Args&... args)
    {
        const auto found = try_value<T>(sql, args...);
        KVITT_ASSERT(found.has_value());
        return *found;
    }

    // A value that `make` derives from rows which change seldom. It is made again where `version`, whose
    // first column is another number after each change of those rows, says so; asked once in a transaction,
    // at whose end the reference dies. A writer of the rows sets a number never used before and calls
    // Tx::forget_kept.
    template <class T> const T& kept(const Sql& version, T (*make)(Read&))
    {
        const void* found = find_kept(version);
        if (found == nullptr)
            found = keep(version, std::make_shared<const T>(make(*this)));
        return *static_cast<const T*>(found);
    }

  protected:
    struct Open
    {
        explicit Open(Cursor& c) : cursor(c) {}
        ~Open() { cursor.done(); }
        Open(const Open&) = delete;
        Open& operator=(const Open&) = delete;
        Cursor& cursor;
    };
    template <class... Args> Cursor& start(const Sql& sql, const Args&... args)
    {
        const std::array<Value, sizeof...(Args)> values{to_value(args)...};
        return run_statement(sql, values);
    }
    Cursor& run_statement(const Sql& sql, std::span<const Value> values)
    {
        return connection_.run(sql, values);
    }
    Connection& connection() { return connection_; }
    void forget_clock() { clock_known_ = false; }
    void stop_using(const Sql& version);

  private:
    // What this transaction uses of the connection's kept values; `version` is null where it was forgotten.
    struct Used
    {
        const Sql* version;
        std::shared_ptr<const void> value;
    };
    void know_clock();
    const void* find_kept(const Sql& version);
    const void* keep(const Sql& version, std::shared_ptr<const void> value);

    Connection& connection_;
    Instant machine_now_;
    bool clock_known_ = false;
    std::int64_t offset_us_ = 0;
    std::optional<TimeZone> zone_;
    std::vector<Used> used_;
};

class Tx : public Read
{
  public:
    Tx(Connection& connection, Instant machine_now, const Author& author, IdSource& ids)
        : Read(connection, machine_now),
          author_(author),
          ids_(ids)
    {}

    const Author& author() const { return author_; }
    template <class T> Id<T> new_id() { return Id<T>(ids_.next()); }

    // Runs a statement that returns no rows; answers how many rows it changed.
    template <class... Args> std::int64_t run(const Sql& sql, const Args&... args)
    {
        const Open open(start(sql, args...));
        while (open.cursor.next())
            continue;
        return connection().rows_changed();
    }

    // Columns are the row's described fields. A row type belongs to one table.
    template <Described Row> void insert(const char* table, const Row& row) { insert_rows(table, &row, 1); }
    template <Described Row> void insert_all(const char* table, const std::vector<Row>& rows)
    {
        for (std::size_t at = 0; at < rows.size(); at += insert_rows_max)
            insert_rows(table, rows.data() + at, std::min(insert_rows_max, rows.size() - at));
    }

    // The same, written in few statements just before the commit: for rows that the verb itself does not read
    // again (events, postings). Tables are written in the order of their first row, so parents go first.
    template <Described Row> void insert_later(const char* table, const Row& row)
    {
        static std::array<InsertText, insert_rows_max + 1> texts;
        Pending& pending = pending_for(texts.data(), table, field_names<Row>);
        each_field(row, [&](std::string_view, const auto& field) {
            pending.values.push_back(owned(to_value(field)));
        });
    }
    // Writes what insert_later kept; the database does it before the commit.
    void flush();

    // The rows behind a kept value have changed in this transaction.
    void forget_kept(const Sql& version) { stop_using(version); }

    // Moves business time on; only in a demo or test database, never back (product.md). Refused otherwise.
    void move_clock(Instant to);
    void set_clock_movable(bool movable);
    void set_time_zone(const TimeZone& zone);

  private:
    template <Described Row> void insert_rows(const char* table, const Row* rows, std::size_t count)
    {
        static std::array<InsertText, insert_rows_max + 1> texts;
        const Sql& sql = texts[count].get(table, field_names<Row>(), count);
        std::vector<Value> values;
        values.reserve(count * field_count<Row>);
        for (std::size_t at = 0; at < count; ++at)
            each_field(rows[at],
                       [&](std::string_view, const auto& field) { values.push_back(to_value(field)); });
        const Open open(run_statement(sql, values));
        open.cursor.next();
    }

    // The text of an insert, made on first use by any thread.
    class InsertText
    {
      public:
        const Sql& get(const char* table, const std::vector<std::string_view>& columns, std::size_t rows);

      private:
        std::atomic<const Sql*> sql_{nullptr};
    };

    struct Pending
    {
        InsertText* texts;
        const char* table;
        std::vector<std::string_view> columns;
        std::vector<Value> values;
    };
    Pending& pending_for(InsertText* texts, const char* table, std::vector<std::string_view> (*columns)());
    static Value owned(Value value);

    const Author& author_;
    IdSource& ids_;
    std::vector<Pending> pending_;
};

class Db
{
  public:
    // `url` is "sqlite:PATH". The schema is not touched: call migrate().
    static std::unique_ptr<Db> open(const std::string& url);
    // A database of its own in memory-backed storage for tests, migrated, clock movable.
    static std::unique_ptr<Db> open_for_test();
    ~Db();

    // Runs the verb in one transaction; when this returns it is on disk. Throws what the verb throws, after
    // rolling it back. Conflicts are run again, at most `tries_max` times.
    template <class Verb> auto write(const Author& author, Verb&& verb) -> std::invoke_result_t<Verb, Tx&>
    {
        using Result = std::invoke_result_t<Verb, Tx&>;
        if constexpr (std::is_void_v<Result>)
            run_write(author, [&](Tx& tx) { verb(tx); });
        else
        {
            std::optional<Result> result;
            run_write(author, [&](Tx& tx) { result.emplace(verb(tx)); });
            return std::move(*result);
        }
    }

    // Runs the work against one snapshot (repeatable read, read only).
    template <class Work> auto read(Work&& work) -> std::invoke_result_t<Work, Read&>
    {
        using Result = std::invoke_result_t<Work, Read&>;
        if constexpr (std::is_void_v<Result>)
            run_read([&](Read& snapshot) { work(snapshot); });
        else
        {
            std::optional<Result> result;
            run_read([&](Read& snapshot) { result.emplace(work(snapshot)); });
            return std::move(*result);
        }
    }

    // Brings the schema to this version; throws SchemaNewer. Idempotent.
    void migrate();
    const std::string& url() const { return url_; }
    // For tests/plans (store/plan.h): what the engine means to do for a statement, and what its runs by
    // write() took since they were asked for last.
    std::vector<PlanStep> plan(const Sql& sql);
    RunCost take_cost(const Sql& sql);

    static constexpr int tries_max = 10;

  private:
    Db(std::string url, std::unique_ptr<Engine> engine);
    void run_write(const Author& author, const std::function<void(Tx&)>& verb);
    void run_read(const std::function<void(Read&)>& work);

    std::string url_;
    std::unique_ptr<Engine> engine_;
    std::unique_ptr<IdSource> ids_;
    std::string test_folder_;
};

} // namespace kvitt::store

namespace kvitt
{
using store::Db;
using store::Read;
using store::Tx;
} // namespace kvitt
