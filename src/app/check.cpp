#include "app/check.h"

#include "app/bank_check.h"
#include "events/events.h"
#include "orders/orders.h"

namespace kvitt::app
{
namespace
{

std::vector<std::string> journal_faults(Read& read)
{
    std::vector<std::string> rows;
    for (const ledger::Unbalanced& one : ledger::unbalanced(read))
        rows.push_back("journal transaction " + id_text(one.journal_transaction) + " is off by " +
                       Money(one.amount, one.currency).text());
    return rows;
}

struct Check
{
    const char* name;
    std::vector<std::string> (*faults)(Read&);
};

constexpr Check checks[] = {
    {"journal_balances", journal_faults},    {"receipts_add_up", payments::faults},
    {"orders_paid", orders::faults},         {"one_activation", memberships::faults},
    {"bank_equals_statements", bank_faults}, {"events_sealed", events::chain_faults},
};

} // namespace

CheckReport check(Read& read)
{
    CheckReport report;
    report.as_of = read.now();
    for (const Check& one : checks)
    {
        auto rows = one.faults(read);
        report.ok = report.ok && rows.empty();
        report.checks.push_back({one.name, rows.empty(), std::move(rows)});
    }
    return report;
}

} // namespace kvitt::app
