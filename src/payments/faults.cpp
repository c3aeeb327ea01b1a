#include "payments/faults.h"

#include "payments/faults_store.h"

namespace kvitt::payments
{

std::vector<std::string> faults(Read& read)
{
    std::vector<std::string> out;
    for (const ReceiptSums& row : list_wrong_sums(read))
        out.push_back("receipt " + row.id.text() + " (" + enum_text(row.state) + ") has " +
                      std::to_string(row.amount) + ", placed " + std::to_string(row.placed));
    return out;
}

std::vector<ledger::Balance> expected_balances(Read& read)
{
    std::vector<ledger::Balance> out;
    const auto add = [&](const std::string& account, const std::vector<CurrencySum>& sums) {
        for (const CurrencySum& sum : sums)
            out.push_back({account, sum.currency, -sum.amount});
    };
    add(ledger::unplaced_receipts, sum_unplaced(read));
    add(ledger::partner_credit, sum_all_credit(read));
    add(ledger::refunds_payable, sum_decided(read));
    return out;
}

} // namespace kvitt::payments
