// The embedded engine: reader connections beside one writer thread that commits verbs in groups, a savepoint
// each, so that one fsync serves many (docs/decisions/0004-group-commit.md).
#include "store/engine.h"
#include "store/recorder.h"

#include <sqlite3.h>

#include <condition_variable>
#include <deque>
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

class SqliteCursor : public Cursor
{
  public:
    SqliteCursor(sqlite3* db, const Sql& sql) : db_(db), sql_(sql)
    {
        std::string text = sql.text();
        for (char& c : text) // $1 is a named parameter in SQLite; ?1 is the positional one
            if (c == '$')
                c = '?';
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
        const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
        if (sqlite3_open_v2(path.c_str(), &db_, flags, nullptr) != SQLITE_OK)
        {
            const std::string message = sqlite3_errmsg(db_);
            sqlite3_close(db_);
            throw Unavailable("cannot open " + path + ": " + message);
        }
        sqlite3_busy_timeout(db_, busy_timeout_ms);
        script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
               "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 1073741824; PRAGMA cache_size = " +
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
    bool in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }

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

// One caller's work, waiting to be committed.
struct Job
{
    const Engine::Work* work = nullptr;
    std::exception_ptr error;
    bool done = false;
    std::condition_variable finished;
};

class SqliteEngine : public Engine
{
  public:
    explicit SqliteEngine(const SqliteOptions& options) : options_(options), writer_connection_(options.path)
    {
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

    void write(const Work& work) override
    {
        Job job;
        job.work = &work;
        std::unique_lock lock(mutex_);
        queue_.push_back(&job);
        work_waits_.notify_one();
        job.finished.wait(lock, [&] { return job.done; });
        if (job.error)
            std::rethrow_exception(job.error);
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
        std::unique_lock lock(mutex_);
        for (;;)
        {
            work_waits_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
            if (queue_.empty())
                return;
            std::vector<Job*> batch;
            lock.unlock();
            run_batch(batch);
            lock.lock();
            for (Job* job : batch)
            {
                job->done = true;
                job->finished.notify_one();
            }
        }
    }

    Job* next_job(std::size_t taken, std::chrono::steady_clock::time_point until)
    {
        const std::lock_guard lock(mutex_);
        if (queue_.empty() || taken >= static_cast<std::size_t>(options_.batch_jobs_max) ||
            std::chrono::steady_clock::now() > until)
            return nullptr;
        Job* job = queue_.front();
        queue_.pop_front();
        return job;
    }

    // Runs what waits until the batch is full, then commits. A failing COMMIT fails every job in it.
    void run_batch(std::vector<Job*>& batch)
    {
        const auto until = std::chrono::steady_clock::now() + options_.batch_time_max;
        try
        {
            while (Job* job = next_job(batch.size(), until))
            {
                batch.push_back(job);
                if (batch.size() == 1)
                    step(writer_connection_, begin_write());
                run_job(*job);
            }
            step(writer_connection_, commit());
        }
        catch (...)
        {
            if (writer_connection_.in_transaction())
                writer_connection_.script("ROLLBACK");
            for (Job* job : batch)
                if (!job->error)
                    job->error = std::current_exception();
        }
    }

    void run_job(Job& job)
    {
        step(writer_connection_, savepoint());
        try
        {
            (*job.work)(writer_connection_);
        }
        catch (...)
        {
            job.error = std::current_exception();
            if (!writer_connection_.in_transaction()) // a full disk rolls back the whole transaction
                throw;
            writer_connection_.script("ROLLBACK TO verb");
        }
        step(writer_connection_, release());
    }

    SqliteOptions options_;
    SqliteConnection writer_connection_;
    std::thread writer_;
    std::mutex mutex_;
    std::condition_variable work_waits_;
    std::deque<Job*> queue_;
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
