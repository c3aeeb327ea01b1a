#include "reports/accounts.h"

namespace kvitt::reports
{
namespace
{

struct AccountRow
{
    std::string account;
    AccountClass in;
};

// docs/ledger.md holds the same table. What stands in bank-other is lines that are no business of orders, and
// what the accounts held before their books began.
const std::vector<AccountRow>& chart()
{
    using enum AccountClass;
    static const std::vector<AccountRow> rows{
        {ledger::unplaced_receipts, liabilities},
        {ledger::partner_credit, liabilities},
        {ledger::order_prepayments, liabilities},
        {ledger::deferred_revenue, liabilities},
        {ledger::output_vat, liabilities},
        {ledger::refunds_payable, liabilities},
        {ledger::revenue, income},
        {ledger::write_off, expenses},
        {ledger::bank_other, equity},
        {ledger::currency_exchange, equity},
    };
    return rows;
}

bool is_bank(const std::string& account) { return account.starts_with(ledger::bank("")); }

} // namespace

AccountClass class_of(const std::string& account)
{
    if (is_bank(account))
        return AccountClass::assets;
    for (const AccountRow& row : chart())
        if (row.account == account)
            return row.in;
    throw Bug("an account without a class: " + account);
}

std::string hledger_account(const std::string& account)
{
    return enum_text(class_of(account)) + ":" + account;
}

} // namespace kvitt::reports
