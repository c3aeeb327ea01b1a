#include "store/sqlite_library.h"

#include "base/error.h"

#include <sqlite3.h>

#include <mutex>

namespace kvitt::store
{

// Its count of allocated bytes would take one mutex at each allocation of every thread; what a savepoint may
// have to undo stays in memory, where by default it goes to a file beyond 64 KiB.
void configure_sqlite()
{
    static std::once_flag once;
    std::call_once(once, [] {
        KVITT_ASSERT(sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK);
        KVITT_ASSERT(sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1) == SQLITE_OK);
    });
}

} // namespace kvitt::store
