// Watches the statements of this process, for measuring only (bench/): what a verb costs in statements, and
// the writes to be repeated on the bare engine. Costs one relaxed load per statement while nobody watches.
#pragma once

#include "store/engine.h"

namespace kvitt::store
{

// Called for each statement before it runs, on the thread that runs it.
using Watcher = std::function<void(const Sql&, std::span<const Value>)>;

// Starts watching, or ends it with an empty function. Not to be called while transactions run.
void watch_statements(Watcher watcher);
// For engines: tells the watcher, if there is one.
void tell_watcher(const Sql& sql, std::span<const Value> values);

} // namespace kvitt::store
