#include "store/sqlite_plan.h"

#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace kvitt::store
{
namespace
{

constexpr int detail_column = 3; // id, parent, notused, detail

// "orders_orders" of "SCAN orders_orders USING INDEX ...".
std::string second_word(const std::string& detail)
{
    const auto start = detail.find(' ') + 1;
    return detail.substr(start, detail.find(' ', start) - start);
}

// Reads the steps in their order. A subquery's rows, or rows written in the statement itself, are no table:
// what the subquery reads has steps of its own.
class Judge
{
  public:
    PlanStep step(const std::string& detail)
    {
        if (detail.starts_with("CO-ROUTINE ") || detail.starts_with("MATERIALIZE "))
            subqueries_.push_back(second_word(detail));
        const bool makes_index = detail.find(" AUTOMATIC ") != std::string::npos;
        return {detail, scans_table(detail) || makes_index, detail.find("TEMP B-TREE") != std::string::npos};
    }

  private:
    bool scans_table(const std::string& detail) const
    {
        return detail.starts_with("SCAN ") && detail.find("CONSTANT ROW") == std::string::npos &&
               std::find(subqueries_.begin(), subqueries_.end(), second_word(detail)) == subqueries_.end();
    }

    std::vector<std::string> subqueries_;
};

} // namespace

std::vector<PlanStep> sqlite_plan(sqlite3* db, const std::string& text)
{
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v2(db, ("EXPLAIN QUERY PLAN " + text).c_str(), -1, &made, nullptr) != SQLITE_OK)
        throw std::logic_error(sqlite3_errmsg(db));
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(made, sqlite3_finalize);
    std::vector<PlanStep> steps;
    Judge judge;
    while (sqlite3_step(made) == SQLITE_ROW)
        steps.push_back(judge.step(reinterpret_cast<const char*>(sqlite3_column_text(made, detail_column))));
    return steps;
}

RunCost take_sqlite_cost(sqlite3_stmt* statement)
{
    const auto take = [&](int counter) { return sqlite3_stmt_status(statement, counter, 1); };
    return {take(SQLITE_STMTSTATUS_RUN),
            take(SQLITE_STMTSTATUS_FULLSCAN_STEP) + take(SQLITE_STMTSTATUS_AUTOINDEX),
            take(SQLITE_STMTSTATUS_SORT), take(SQLITE_STMTSTATUS_VM_STEP)};
}

} // namespace kvitt::store
