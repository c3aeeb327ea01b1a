#include "check/checks.h"
#include "ledger/ledger.h"

namespace kvitt::check
{

Faults journal_balances(Read& read, const Question&)
{
    Faults rows;
    for (const ledger::Unbalanced& one : ledger::unbalanced(read))
        rows.push_back("journal transaction " + id_text(one.journal_transaction) + " is off by " +
                       Money(one.amount, one.currency).text());
    for (const std::int64_t id : ledger::list_without_event(read))
        rows.push_back("journal transaction " + id_text(id) + " names no event");
    return rows;
}

} // namespace kvitt::check
