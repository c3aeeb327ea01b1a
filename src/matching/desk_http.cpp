#include "matching/desk_http.h"

#include "matching/cases_http.h"
#include "matching/credits_http.h"
#include "matching/csv_http.h"
#include "matching/desk_views.h"
#include "matching/moves_api_http.h"
#include "matching/moves_http.h"
#include "matching/receipts_http.h"
#include "matching/returns_http.h"
#include "matching/statements_http.h"
#include "matching/undo_http.h"
#include "orders/cancelling.h"
#include "payments/cases.h"
#include "payments/returns.h"
#include "web/context.h"

#include <limits>

namespace kvitt::matching
{
namespace
{

using access::Capability;
using web::Context;

constexpr std::int64_t files_shown = 5;
constexpr Days due_soon{7};

http::Response get_desk(Context& c)
{
    DeskInput input;
    input.sees_receipts = c.may(Capability::view_receipts);
    input.may_upload = c.may(Capability::desk_statements);
    c.read([&](Read& read) {
        input.today = read.today();
        if (input.sees_receipts)
            input.waiting = payments::waiting_sums(read);
        if (c.may(Capability::view_proofs))
            input.proofs = orders::count_proofs(read);
        const Instant now = read.now();
        input.orders_open = orders::count_awaiting(read, Instant(std::numeric_limits<std::int64_t>::max()));
        input.orders_overdue = orders::count_awaiting(read, now);
        input.orders_due = orders::count_awaiting(read, now + due_soon) - input.orders_overdue;
        input.files = statements::list_files(read, std::nullopt, files_shown);
        input.cancel_requests = orders::count_open_requests(read);
        if (!input.sees_receipts)
            return;
        input.cases = payments::count_open_cases(read);
        input.returns = payments::count_decided(read);
    });
    return c.page("matching/desk", desk_view(c.render_context(), input));
}

} // namespace

web::Routes routes(const std::string& files_folder)
{
    web::Routes all{{http::Method::get, "/desk", Capability::desk_read, get_desk,
                     "Today: what waits and why, orders' deadlines, the last statement files."}};
    for (web::Routes& more : std::vector<web::Routes>{
             receipt_routes(), move_routes(), move_api_routes(), case_routes(), return_routes(),
             credit_routes(), statement_routes(files_folder), undo_routes(), csv_routes()})
        all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    return all;
}

} // namespace kvitt::matching
