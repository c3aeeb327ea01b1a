#include "reports/accounts_http.h"

#include "matching/accounts.h"
#include "reports/accounts_views.h"
#include "statements/undoing.h"
#include "web/context.h"

#include <algorithm>

namespace kvitt::reports
{
namespace
{

using access::Capability;
using http::Method;
using http::Response;
using web::Context;

const Refusal account_not_found{RefusalKind::not_found, "account_not_found",
                                "There is no such bank account."};

AccountChain chain_of(Read& read, const std::string& key, const catalogue::ReceivingAccount& account)
{
    AccountChain chain{account, statements::list_taken_of_account(read, key, {})};
    std::stable_sort(chain.statements.begin(), chain.statements.end(),
                     [](const auto& a, const auto& b) { return a.to_day < b.to_day; });
    return chain;
}

Response get_accounts(Context& c)
{
    return c.page("reports/bank_accounts", c.read([&](Read& read) {
        std::vector<AccountChain> chains;
        for (const auto& [key, account] : matching::receiving_accounts(read))
            chains.push_back(chain_of(read, key, account));
        return bank_accounts_view(c.render_context(), chains);
    }));
}

Response get_account(Context& c)
{
    const std::string code = c.param("code");
    return c.page("reports/bank_account", c.read([&](Read& read) {
        for (const auto& [key, account] : matching::receiving_accounts(read))
            if (account.code == code)
                return bank_account_view(c.render_context(), chain_of(read, key, account));
        throw Refused(account_not_found);
    }));
}

} // namespace

web::Routes account_routes()
{
    return {
        {Method::get, "/desk/reports/accounts", Capability::desk_read, get_accounts,
         "Our bank accounts: until when their statements reach, and whether the chain is whole."},
        {Method::get, "/desk/reports/accounts/{code}", Capability::desk_read, get_account,
         "One account's chain of statements, with each jump and gap."},
    };
}

} // namespace kvitt::reports
