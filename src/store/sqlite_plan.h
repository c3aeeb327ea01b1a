// Reads SQLite's EXPLAIN QUERY PLAN and its counters of a prepared statement. Internal to store/.
#pragma once

#include "store/plan.h"

#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace kvitt::store
{

// `text` as SQLite takes it, with ?1 for $1. Throws std::logic_error where it cannot be prepared.
std::vector<PlanStep> sqlite_plan(sqlite3* db, const std::string& text);
// Sets the counters back to nothing.
RunCost take_sqlite_cost(sqlite3_stmt* statement);

} // namespace kvitt::store
