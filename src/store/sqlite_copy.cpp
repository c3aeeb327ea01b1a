#include "store/copy.h"

#include "store/engine.h"
#include "store/sqlite_library.h"

#include <sqlite3.h>

#include <fcntl.h>
#include <unistd.h>

#include <memory>

namespace kvitt::store
{
namespace
{

constexpr int busy_timeout_ms = 10'000;

struct Closer
{
    void operator()(sqlite3* db) const { sqlite3_close(db); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Opened = std::unique_ptr<sqlite3, Closer>;
using Statement = std::unique_ptr<sqlite3_stmt, Closer>;

Opened open_to_read(const std::string& path)
{
    configure_sqlite();
    sqlite3* db = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &db, SQLITE_OPEN_READONLY, nullptr);
    Opened opened(db);
    if (code != SQLITE_OK)
        throw Unavailable("cannot open " + path);
    sqlite3_busy_timeout(db, busy_timeout_ms);
    return opened;
}

Statement prepared(sqlite3* db, const char* text)
{
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db, text, -1, &statement, nullptr) != SQLITE_OK)
        throw Unavailable(std::string(text) + ": " + sqlite3_errmsg(db));
    return Statement(statement);
}

void make_durable(const std::string& path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = file >= 0 && ::fsync(file) == 0;
    if (file >= 0)
        ::close(file);
    if (!done)
        throw Unavailable("cannot make durable " + path);
}

} // namespace

void copy_database(const std::string& path, const std::string& to)
{
    const Opened db = open_to_read(path);
    const Statement vacuum = prepared(db.get(), "VACUUM INTO ?1");
    sqlite3_bind_text(vacuum.get(), 1, to.c_str(), static_cast<int>(to.size()), SQLITE_TRANSIENT);
    if (sqlite3_step(vacuum.get()) != SQLITE_DONE)
        throw Unavailable("cannot copy the database to " + to + ": " + sqlite3_errmsg(db.get()));
    make_durable(to);
}

bool is_whole_database(const std::string& path)
{
    const Opened db = open_to_read(path);
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db.get(), "PRAGMA quick_check(1)", -1, &statement, nullptr) != SQLITE_OK)
        return false;
    const Statement check(statement);
    if (sqlite3_step(check.get()) != SQLITE_ROW)
        return false;
    const auto* said = sqlite3_column_text(check.get(), 0);
    return said != nullptr && std::string(reinterpret_cast<const char*>(said)) == "ok";
}

} // namespace kvitt::store
