#include "check/check.h"

#include "check/checks.h"

namespace kvitt::check
{
namespace
{

struct Check
{
    const char* name;
    Faults (*faults)(Read&, const Question&);
};

constexpr Check checks[] = {
    {"journal_balances", journal_balances},
    {"journal_equals_tables", journal_equals_tables},
    {"receipts_add_up", receipts_add_up},
    {"orders_paid", orders_paid},
    {"one_open_order", one_open_order},
    {"one_activation", one_activation},
    {"bank_equals_statements", bank_equals_statements},
    {"events_sealed", events_sealed},
    {"chain_anchored", chain_anchored},
    {"documents_due", documents_due},
    {"files_kept", files_kept},
};

void cut(Faults& rows)
{
    if (rows.size() <= rows_told_max)
        return;
    const std::size_t more = rows.size() - rows_told_max;
    rows.resize(rows_told_max);
    rows.push_back("and " + std::to_string(more) + " more");
}

} // namespace

Report run(Read& read, const Question& question)
{
    Report report;
    report.as_of = read.now();
    for (const Check& one : checks)
    {
        Faults rows = one.faults(read, question);
        cut(rows);
        report.ok = report.ok && rows.empty();
        report.checks.push_back({one.name, rows.empty(), std::move(rows)});
    }
    return report;
}

} // namespace kvitt::check
