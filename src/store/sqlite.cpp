// The embedded engine: reader connections beside one writer thread that commits verbs in groups, a savepoint
// each, so that one fsync serves many (docs/decisions/0004-group-commit.md).
#include "store/engine.h"
#include "store/recorder.h"
#include "store/sqlite_library.h"
#include "store/sqlite_plan.h"

#include <sqlite3.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace kvitt::store
{
namespace
{

constexpr int statement_cache_bytes = -64 * 1024; // PRAGMA cache_size counts negative numbers in KiB
constexpr int busy_timeout_ms = 10'000;

[[noreturn]] void fail(sqlite3* db, const char* doing)
{
    const std::string message = std::string(doing) + ": " + sqlite3_errmsg(db);
    const int code = sqlite3_errcode(db);
    if (code == SQLITE_CONSTRAINT || code == SQLITE_ERROR || code == SQLITE_RANGE ||
        code == SQLITE_MISMATCH || code == SQLITE_MISUSE)
        throw std::logic_error(message);
    throw Unavailable(message);
}

// $1 is a named parameter in SQLite; ?1 is the positional one.
std::string sqlite_text(const Sql& sql)
{
    std::string text = sql.text();
    std::replace(text.begin(), text.end(), '$', '?');
    return text;
}

class SqliteCursor : public Cursor
{
  public:
    SqliteCursor(sqlite3* db, const Sql& sql) : db_(db), sql_(sql)
    {
        const std::string text = sqlite_text(sql);
        if (sqlite3_prepare_v3(db, text.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr) !=
            SQLITE_OK)
            fail(db, sql.name());
    }
    ~SqliteCursor() override { sqlite3_finalize(statement_); }
    SqliteCursor(const SqliteCursor&) = delete;
    SqliteCursor& operator=(const SqliteCursor&) = delete;

    void bind(std::span<const Value> values)
    {
        int at = 0;
        for (const Value& value : values)
        {
            ++at;
            int result = SQLITE_OK;
            if (std::holds_alternative<std::monostate>(value))
                result = sqlite3_bind_null(statement_, at);
            else if (const auto* integer = std::get_if<std::int64_t>(&value))
                result = sqlite3_bind_int64(statement_, at, *integer);
            else
                result = bind_text(at, value);
            if (result != SQLITE_OK)
                fail(db_, sql_.name());
        }
    }

    bool next() override
    {
        const int result = sqlite3_step(statement_);
        if (result == SQLITE_ROW)
            return true;
        if (result != SQLITE_DONE)
        {
            const std::string name = sql_.name();
            fail(db_, name.c_str());
        }
        return false;
    }
    void done() override { sqlite3_reset(statement_); }
    int column_count() const override { return sqlite3_column_count(statement_); }
    std::string_view column_name(int column) const override
    {
        return sqlite3_column_name(statement_, column);
    }
    bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
    std::string_view text(int column) const override
    {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        if (bytes == nullptr)
            return {};
        return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }
    sqlite3_stmt* prepared() const { return statement_; }

  private:
    int bind_text(int at, const Value& value)
    {
        const auto* owned = std::get_if<std::string>(&value);
        const std::string_view text =
            owned != nullptr ? std::string_view(*owned) : std::get<std::string_view>(value);
        // A view into the caller's string may die before the last step, so SQLite keeps its own copy.
        return sqlite3_bind_text(statement_, at, text.data() == nullptr ? "" : text.data(),
                                 static_cast<int>(text.size()), SQLITE_TRANSIENT);
    }

    sqlite3* db_;
    const Sql& sql_;
    sqlite3_stmt* statement_ = nullptr;
};

class SqliteConnection : public Connection
{
  public:
    explicit SqliteConnection(const std::string& path)
    {
        configure_sqlite();
        const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
        if (sqlite3_open_v2(path.c_str(), &db_, flags, nullptr) != SQLITE_OK)
        {
            const std::string message = sqlite3_errmsg(db_);
            sqlite3_close(db_);
            throw Unavailable("cannot open " + path + ": " + message);
        }
        sqlite3_busy_timeout(db_, busy_timeout_ms);
        script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
               "PRAGMA temp_store = MEMORY; PRAGMA cache_size = " +
               std::to_string(statement_cache_bytes));
    }
    ~SqliteConnection() override
    {
        statements_.clear();
        sqlite3_close(db_);
    }
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    Cursor& run(const Sql& sql, std::span<const Value> values) override
    {
        tell_watcher(sql, values);
        auto& cursor = statements_[&sql];
        if (!cursor)
            cursor = std::make_unique<SqliteCursor>(db_, sql);
        cursor->bind(values);
        return *cursor;
    }
    std::int64_t rows_changed() override { return sqlite3_changes64(db_); }
    void script(const std::string& text) override
    {
        if (sqlite3_exec(db_, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            fail(db_, "script");
    }
    std::vector<PlanStep> plan(const Sql& sql) override { return sqlite_plan(db_, sqlite_text(sql)); }
    RunCost take_cost(const Sql& sql) override
    {
        const auto known = statements_.find(&sql);
        return known == statements_.end() ? RunCost{} : take_sqlite_cost(known->second->prepared());
    }
    bool in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }

    // Calls told(context, pages in the log) after each commit; SQLite then makes no checkpoint of its own.
    void watch_log(int (*told)(void* context, sqlite3*, const char*, int pages), void* context)
    {
        sqlite3_wal_hook(db_, told, context);
    }
    // Copies what it can without waiting for anybody; answers how many pages of the log are in the database.
    // One that fails leaves all as it is, and the next one tries again.
    int checkpoint()
    {
        int pages = 0;
        int copied = 0;
        const int result =
            sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_PASSIVE, &pages, &copied);
        return result == SQLITE_OK ? copied : 0;
    }

  private:
    sqlite3* db_ = nullptr;
    std::unordered_map<const Sql*, std::unique_ptr<SqliteCursor>> statements_;
};

const Sql& begin_read()
{
    static const Sql sql("store::begin_read", "BEGIN");
    return sql;
}
const Sql& begin_write()
{
    static const Sql sql("store::begin_write", "BEGIN IMMEDIATE");
    return sql;
}
const Sql& commit()
{
    static const Sql sql("store::commit", "COMMIT");
    return sql;
}
const Sql& savepoint()
{
    static const Sql sql("store::savepoint", "SAVEPOINT verb");
    return sql;
}
const Sql& release()
{
    static const Sql sql("store::release", "RELEASE verb");
    return sql;
}

void step(Connection& connection, const Sql& sql)
{
    Cursor& cursor = connection.run(sql, {});
    cursor.next();
    cursor.done();
}

void replace_all(std::string& text, std::string_view from, std::string_view to)
{
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

// One caller's work, waiting to be committed. The writer owns it; the caller keeps the other end of `done`.
struct Job
{
    const Engine::Work* work = nullptr;
    std::promise<void> done;
    std::exception_ptr error;

    void tell()
    {
        if (error)
            done.set_exception(error);
        else
            done.set_value();
    }
};

// Copies the log into the database on a thread and a connection of its own, so that verbs need not wait for
// it.
class Checkpointer
{
  public:
    explicit Checkpointer(const SqliteOptions& options)
        : pages_(options.checkpoint_pages),
          connection_(options.path),
          thread_([this] { run(); })
    {}
    ~Checkpointer()
    {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        changed_.notify_one();
        thread_.join();
    }
    Checkpointer(const Checkpointer&) = delete;
    Checkpointer& operator=(const Checkpointer&) = delete;

    void log_has(int pages)
    {
        {
            const std::lock_guard lock(mutex_);
            copied_ = std::min(copied_, pages); // the log began anew
            due_ = pages - copied_ >= pages_;
            if (!due_)
                return;
        }
        changed_.notify_one();
    }

  private:
    void run()
    {
        std::unique_lock lock(mutex_);
        for (;;)
        {
            changed_.wait(lock, [&] { return stopping_ || due_; });
            if (stopping_)
                return;
            due_ = false;
            lock.unlock();
            const int copied = connection_.checkpoint();
            lock.lock();
            copied_ = copied;
        }
    }

    const int pages_;
    SqliteConnection connection_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool due_ = false;
    bool stopping_ = false;
    int copied_ = 0; // pages of the log that are in the database
    std::thread thread_;
};

class SqliteEngine : public Engine
{
  public:
    explicit SqliteEngine(const SqliteOptions& options)
        : options_(options),
          writer_connection_(options.path),
          checkpointer_(options)
    {
        writer_connection_.watch_log(told_of_log, this);
        writer_ = std::thread([this] { write_batches(); });
    }
    ~SqliteEngine() override
    {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        work_waits_.notify_all();
        writer_.join();
    }
    SqliteEngine(const SqliteEngine&) = delete;
    SqliteEngine& operator=(const SqliteEngine&) = delete;

    std::string kind() const override { return "sqlite"; }

    // Only a column declared INTEGER (64 bits here) is the row's own number; any other key is a second tree,
    // to be searched and written beside the first.
    std::string schema_text(std::string_view text) const override
    {
        std::string out(text);
        replace_all(out, " BIGINT PRIMARY KEY", " INTEGER PRIMARY KEY");
        replace_all(out, "/* sqlite: WITHOUT ROWID */", "WITHOUT ROWID");
        return out;
    }

    void write(const Work& work) override
    {
        Job job{&work, {}, {}};
        auto done = job.done.get_future();
        {
            const std::lock_guard lock(mutex_);
            queue_.push_back(std::move(job));
        }
        work_waits_.notify_one();
        done.get();
    }

    void read(const Work& work) override
    {
        const ReaderLoan loan(*this);
        SqliteConnection& connection = *loan.connection;
        step(connection, begin_read());
        try
        {
            work(connection);
        }
        catch (...)
        {
            connection.script("ROLLBACK");
            throw;
        }
        step(connection, commit());
    }

  private:
    // A reader connection, back in the pool when the loan ends.
    struct ReaderLoan
    {
        explicit ReaderLoan(SqliteEngine& e) : engine(e), connection(e.borrow()) {}
        ~ReaderLoan() { engine.give_back(std::move(connection)); }
        ReaderLoan(const ReaderLoan&) = delete;
        ReaderLoan& operator=(const ReaderLoan&) = delete;
        SqliteEngine& engine;
        std::unique_ptr<SqliteConnection> connection;
    };

    std::unique_ptr<SqliteConnection> borrow()
    {
        std::unique_lock lock(readers_mutex_);
        reader_free_.wait(lock, [&] { return !readers_.empty() || readers_made_ < options_.readers_max; });
        if (readers_.empty())
        {
            ++readers_made_;
            lock.unlock();
            return std::make_unique<SqliteConnection>(options_.path);
        }
        auto connection = std::move(readers_.back());
        readers_.pop_back();
        return connection;
    }
    void give_back(std::unique_ptr<SqliteConnection> connection)
    {
        {
            const std::lock_guard lock(readers_mutex_);
            readers_.push_back(std::move(connection));
        }
        reader_free_.notify_one();
    }

    void write_batches()
    {
        for (;;)
        {
            {
                std::unique_lock lock(mutex_);
                work_waits_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
                if (queue_.empty())
                    return;
            }
            std::vector<Job> batch;
            run_batch(batch);
            for (Job& job : batch)
                job.tell();
        }
    }

    bool take_job(std::vector<Job>& batch, std::chrono::steady_clock::time_point until)
    {
        const std::lock_guard lock(mutex_);
        if (queue_.empty() || batch.size() >= static_cast<std::size_t>(options_.batch_jobs_max) ||
            std::chrono::steady_clock::now() > until)
            return false;
        batch.push_back(std::move(queue_.front()));
        queue_.pop_front();
        return true;
    }

    // Runs what waits until the batch is full, then commits. A failing COMMIT fails every job in it.
    void run_batch(std::vector<Job>& batch)
    {
        const auto until = std::chrono::steady_clock::now() + options_.batch_time_max;
        try
        {
            while (take_job(batch, until))
                run_job(batch.back());
            if (writer_connection_.in_transaction())
                step(writer_connection_, commit());
        }
        catch (...)
        {
            if (writer_connection_.in_transaction())
                writer_connection_.script("ROLLBACK");
            for (Job& job : batch)
                if (!job.error)
                    job.error = std::current_exception();
        }
    }

    static int told_of_log(void* engine, sqlite3*, const char*, int pages)
    {
        auto& self = *static_cast<SqliteEngine*>(engine);
        if (pages >= self.options_.log_pages_max)
            self.writer_connection_.checkpoint();
        else
            self.checkpointer_.log_has(pages);
        return SQLITE_OK;
    }

    // The first job of a transaction has nobody before it to spare, so it needs no savepoint.
    void run_job(Job& job)
    {
        const bool first = !writer_connection_.in_transaction();
        step(writer_connection_, first ? begin_write() : savepoint());
        try
        {
            (*job.work)(writer_connection_);
        }
        catch (...)
        {
            job.error = std::current_exception();
            if (writer_connection_.in_transaction())
                writer_connection_.script(first ? "ROLLBACK" : "ROLLBACK TO verb");
            else if (!first) // a full disk rolls back the whole transaction
                throw;
        }
        if (!first)
            step(writer_connection_, release());
    }

    SqliteOptions options_;
    SqliteConnection writer_connection_;
    Checkpointer checkpointer_;
    std::thread writer_;
    std::mutex mutex_;
    std::condition_variable work_waits_;
    std::deque<Job> queue_;
    bool stopping_ = false;

    std::mutex readers_mutex_;
    std::condition_variable reader_free_;
    std::vector<std::unique_ptr<SqliteConnection>> readers_;
    int readers_made_ = 0;
};

} // namespace

std::unique_ptr<Engine> open_sqlite(const SqliteOptions& options)
{
    return std::make_unique<SqliteEngine>(options);
}

} // namespace kvitt::store
