// SQLite's own settings, which hold for the whole process.
#pragma once

namespace kvitt::store
{

// Before the library's first use, by whoever comes first; any thread.
void configure_sqlite();

} // namespace kvitt::store
