#include "reports/reports_http.h"

#include "matching/accounts.h"
#include "payments/payments.h"
#include "reports/accounts_http.h"
#include "reports/audit_http.h"
#include "reports/journal_views.h"
#include "reports/partners_http.h"
#include "statements/files.h"
#include "web/context.h"
#include "web/csv.h"
#include "web/exports.h"
#include "web/refusals.h"

namespace kvitt::reports
{
namespace
{

using access::Capability;
using http::Method;
using http::Response;
using web::Context;

constexpr std::int64_t page_rows = 100;

// The capability is a partner's too; the reports are the desk's.
void require_desk(const Context& c) { require(c.caller().is_desk(), web::page_not_found); }

Response get_balances(Context& c)
{
    require_desk(c);
    return c.page("reports/balances", balances_view(c.render_context(), c.read(ledger::balances)));
}

Response get_balances_csv(Context& c)
{
    require_desk(c);
    web::Csv csv({"account", "amount", "currency"});
    for (const ledger::Balance& one : c.read(ledger::balances))
        csv.plain(one.account).money({one.amount, one.currency}).end_row();
    web::record_export(c, "balances", csv.rows());
    return std::move(csv).download("balances.csv");
}

struct PostingsQuery
{
    std::string account;
    Currency currency;
    std::optional<Id<ledger::Transaction>> before;
};
BOOST_DESCRIBE_STRUCT(PostingsQuery, (), (account, currency, before))

Response get_postings(Context& c)
{
    require_desk(c);
    const auto query = c.query<PostingsQuery>();
    PostingsInput input{query.account, query.currency, 0, {}, c.may(Capability::view_receipts), false};
    c.read([&](Read& read) {
        input.balance = ledger::balance_of(read, query.account, query.currency);
        input.rows = ledger::list_postings(read, query.account, query.currency, query.before, page_rows + 1);
    });
    input.more = static_cast<std::int64_t>(input.rows.size()) > page_rows;
    if (input.more)
        input.rows.pop_back();
    return c.page("reports/postings", postings_view(c.render_context(), input));
}

Response get_postings_csv(Context& c)
{
    require_desk(c);
    const auto query = c.query<PostingsQuery>();
    web::Csv csv(
        {"journal_transaction", "posting_date", "kind", "amount", "currency", "order", "receipt", "event"});
    auto rows = c.read([&](Read& read) {
        return ledger::list_postings(read, query.account, query.currency, query.before,
                                     web::csv_rows_max + 1);
    });
    const bool cut = static_cast<std::int64_t>(rows.size()) > web::csv_rows_max;
    if (cut)
        rows.pop_back();
    for (const ledger::JournalPosting& one : rows)
    {
        csv.plain(one.journal_transaction.text()).day(one.posting_date).plain(one.kind).money(one.money());
        csv.plain(one.order_number.value_or("")).plain(one.receipt ? id_text(*one.receipt) : "");
        csv.plain(one.event.text()).end_row();
    }
    web::record_export(c, "postings", csv.rows());
    return std::move(csv).download("postings.csv", cut);
}

std::optional<http::Url> file_of(Read& read, const std::optional<std::int64_t>& receipt)
{
    if (!receipt)
        return std::nullopt;
    const auto entry = payments::find(read, Id<payments::Receipt>(*receipt)).entry;
    const auto file =
        entry ? statements::try_find_file_of(read, Id<statements::StoredEntry>(*entry)) : std::nullopt;
    return file ? std::optional(http::url("/desk/statements/{}", *file)) : std::nullopt;
}

Response get_transaction(Context& c)
{
    require_desk(c);
    const auto id = c.param_as<Id<ledger::Transaction>>("id");
    const auto input = c.read([&](Read& read) {
        JournalTransactionInput out;
        out.postings = ledger::find_transaction(read, id);
        const ledger::JournalPosting& first = out.postings.front();
        out.event = events::try_find(read, first.event);
        out.sees_receipts = c.may(Capability::view_receipts);
        if (first.partner)
        {
            const partners::Partner partner = partners::find(read, *first.partner);
            out.company = partner.legal_name + ", " + partner.partner_id;
        }
        out.statement_file = file_of(read, first.receipt);
        return out;
    });
    return c.page("reports/journal_transaction", transaction_view(c.render_context(), input));
}

} // namespace

web::Routes routes()
{
    web::Routes all{
        {Method::get, "/desk/reports", Capability::view_receipts, get_balances,
         "What every account of the journal holds."},
        {Method::get, "/desk/reports/balances.csv", Capability::view_receipts, get_balances_csv,
         "The same as CSV."},
        {Method::get, "/desk/reports/postings", Capability::view_receipts, get_postings,
         "The postings of one account and currency, newest first."},
        {Method::get, "/desk/reports/postings.csv", Capability::view_receipts, get_postings_csv,
         "The same as CSV."},
        {Method::get, "/desk/reports/journal/{id}", Capability::view_receipts, get_transaction,
         "One journal transaction: its postings, its event and who caused it."},
    };
    for (web::Routes& more : std::vector<web::Routes>{audit_routes(), partner_routes(), account_routes()})
        all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    return all;
}

} // namespace kvitt::reports
