// What a database engine must do for store/db.h; one file per engine implements it. Nothing outside store/
// includes this but through db.h.
#pragma once

#include "store/plan.h"
#include "store/sql.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace kvitt::store
{

using Value = std::variant<std::monostate, std::int64_t, std::string_view, std::string>;

// The database is gone, full or locked by another process. Never caught below http.
class Unavailable : public std::runtime_error
{
  public:
    using std::runtime_error::runtime_error;
};

// Two transactions could not both be as if alone: run again (Db does, bounded).
class Conflict : public std::runtime_error
{
  public:
    using std::runtime_error::runtime_error;
};

// The rows of one statement, read forward. Columns count from 0.
class Cursor
{
  public:
    virtual ~Cursor() = default;
    virtual bool next() = 0;
    // Ends the statement; must be called before the same Sql is run again.
    virtual void done() = 0;
    virtual int column_count() const = 0;
    virtual std::string_view column_name(int column) const = 0;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual std::string_view text(int column) const = 0;

    // The column order for one row type, computed once per prepared statement.
    const std::vector<int>& mapping(const void* tag, const std::function<std::vector<int>()>& make);

  private:
    const void* mapped_for_ = nullptr;
    std::vector<int> mapping_;
};

class Connection
{
  public:
    virtual ~Connection() = default;
    virtual Cursor& run(const Sql& sql, std::span<const Value> values) = 0;
    // Rows changed by the statement run last.
    virtual std::int64_t rows_changed() = 0;
    // Several statements without parameters (migrations).
    virtual void script(const std::string& text) = 0;
    // For tests/plans (store/plan.h).
    virtual std::vector<PlanStep> plan(const Sql& sql) = 0;
    virtual RunCost take_cost(const Sql& sql) = 0;

    // What Read::kept keeps, by the statement that tells its version.
    struct Kept
    {
        std::int64_t version = 0;
        std::shared_ptr<const void> value;
    };
    std::unordered_map<const Sql*, Kept>& kept() { return kept_; }

  private:
    std::unordered_map<const Sql*, Kept> kept_;
};

// Runs work in transactions. Work may be run more than once before its commit; after `write` returns it is on
// disk. An exception from the work rolls back that work alone and is thrown again to the caller.
class Engine
{
  public:
    using Work = std::function<void(Connection&)>;
    virtual ~Engine() = default;
    virtual void write(const Work& work) = 0;
    virtual void read(const Work& work) = 0;
    // "sqlite" or "postgresql": picks the migration files of one engine.
    virtual std::string kind() const = 0;
    // A migration as this engine wants it; what is in a comment `/* KIND: ... */` is for one engine only.
    virtual std::string schema_text(std::string_view text) const = 0;
};

// An embedded database in one file, WAL, synchronous FULL; one writer thread with group commit.
struct SqliteOptions
{
    std::string path;
    int readers_max = 16;
    int batch_jobs_max = 64;                      // verbs in one COMMIT
    std::chrono::milliseconds batch_time_max{20}; // after which the batch is committed
    // Pages of the write-ahead log: after so many new ones they are copied into the database beside the
    // writer; with so many in all the writer copies the rest itself, since only it can begin the log anew.
    int checkpoint_pages = 1'000;
    int log_pages_max = 16'000;
};
std::unique_ptr<Engine> open_sqlite(const SqliteOptions& options);

} // namespace kvitt::store
