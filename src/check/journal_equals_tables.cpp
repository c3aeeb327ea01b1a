#include "check/checks.h"
#include "ledger/ledger.h"
#include "orders/faults.h"
#include "payments/faults.h"

#include <map>

namespace kvitt::check
{
namespace
{

using Key = std::pair<std::string, std::string>; // account, currency
using Sums = std::map<Key, std::int64_t>;

void add(Sums& sums, const std::vector<ledger::Balance>& balances)
{
    for (const ledger::Balance& one : balances)
        sums[{one.account, one.currency.text()}] += one.amount;
}

// The journal's side of the accounts that the tables tell of.
Sums in_journal(Read& read)
{
    const std::string compared[] = {
        ledger::unplaced_receipts, ledger::partner_credit, ledger::refunds_payable, ledger::order_prepayments,
        ledger::deferred_revenue,  ledger::output_vat,     ledger::write_off,       ledger::revenue};
    Sums sums;
    for (const ledger::Balance& one : ledger::balances(read))
        if (std::find(std::begin(compared), std::end(compared), one.account) != std::end(compared))
            sums[{one.account, one.currency.text()}] += one.amount;
    return sums;
}

} // namespace

Faults journal_equals_tables(Read& read, const Question&)
{
    Sums journal = in_journal(read);
    Sums tables;
    add(tables, payments::expected_balances(read));
    add(tables, orders::expected_balances(read));
    for (const auto& [key, amount] : tables)
        journal.try_emplace(key, 0);
    Faults rows;
    for (const auto& [key, amount] : journal)
    {
        const Currency currency = Currency::parse(key.second);
        if (amount != tables[key])
            rows.push_back("account " + key.first + " has " + Money(amount, currency).text() +
                           " in the journal, " + Money(tables[key], currency).text() + " by the tables");
    }
    return rows;
}

} // namespace kvitt::check
