// The chart of accounts as a bookkeeper reads it: kvitt's account names in hledger's five classes.
#pragma once

#include "ledger/ledger.h"

#include <span>

namespace kvitt::reports
{

enum class AccountClass
{
    assets,
    liabilities,
    equity,
    income,
    expenses,
};
BOOST_DESCRIBE_ENUM(AccountClass, assets, liabilities, equity, income, expenses)

AccountClass class_of(const std::string& account);
// "assets:bank:sek"; inverse of nothing, but no two accounts share one.
std::string hledger_account(const std::string& account);

} // namespace kvitt::reports
