#include "orders/faults.h"

#include "orders/faults_store.h"
#include "orders/revenue.h"

namespace kvitt::orders
{

std::vector<std::string> unpaid_faults(Read& read)
{
    std::vector<std::string> out;
    for (const OrderSums& row : list_wrong_sums(read))
        out.push_back("order " + row.number + " has total " + std::to_string(row.total) + ", allocated " +
                      std::to_string(row.paid) + ", written off " + std::to_string(row.written_off));
    return out;
}

std::vector<std::string> open_twice_faults(Read& read)
{
    std::vector<std::string> out;
    for (const OpenCount& row : list_open_twice(read))
        out.push_back("partner " + row.partner.text() + " has " + std::to_string(row.count) +
                      " open orders in " + row.family);
    return out;
}

std::vector<std::string> document_faults(Read& read)
{
    std::vector<std::string> out;
    for (const DocumentCount& row : list_wrong_documents(read))
        out.push_back("order " + row.number + " (" + enum_text(row.state) + ") has " +
                      std::to_string(row.due) + " invoices due");
    return out;
}

std::vector<ledger::Balance> expected_balances(Read& read)
{
    std::vector<ledger::Balance> out;
    for (const OrderTotals& row : list_active_totals(read))
    {
        out.push_back({ledger::deferred_revenue, row.currency, -row.net});
        out.push_back({ledger::output_vat, row.currency, -row.tax});
        out.push_back({ledger::write_off, row.currency, row.written_off});
    }
    each_fee(read, [&](const FeeRow& row) {
        const Money net(row.net, row.currency);
        const Money released =
            earned(net, row.released_until - row.starts_on, row.anniversary - row.starts_on);
        out.push_back({ledger::revenue, row.currency, -released.minor()});
        out.push_back({ledger::deferred_revenue, row.currency, released.minor()});
    });
    for (const PrepaidSum& row : list_prepaid(read))
        out.push_back({ledger::order_prepayments, row.currency, -row.amount});
    return out;
}

std::vector<KeptProof> list_kept_proofs(Read& read) { return list_proof_files(read); }

} // namespace kvitt::orders
