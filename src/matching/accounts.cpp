#include "matching/accounts.h"

#include "statements/values.h"

namespace kvitt::matching
{

Accounts receiving_accounts(Read& read)
{
    Accounts out;
    for (const catalogue::ReceivingAccount& account : catalogue::dump(read).receiving_accounts)
        out.emplace(statements::account_key(account.statement_account), account);
    return out;
}

} // namespace kvitt::matching
