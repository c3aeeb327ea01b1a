#include "check/check_http.h"

#include "check/check_views.h"
#include "web/context.h"

namespace kvitt::check
{
namespace
{

using access::Capability;
using http::Method;
using http::Response;
using web::Context;

constexpr std::int64_t runs_shown = 10;

Response get_checks(Context& c)
{
    return c.page("check/checks", c.read([&](Read& read) {
        return checks_view(c.render_context(), try_asked(read), list_done(read, runs_shown));
    }));
}

Response post_check(Context& c)
{
    c.write([](Tx& tx) { ask(tx); });
    return c.changed(json::object{{"asked", true}}, http::url("/desk/check"));
}

} // namespace

web::Routes routes()
{
    return {
        {Method::get, "/desk/check", Capability::desk_read, get_checks,
         "Whether the books are in order, as of the last check."},
        {Method::post, "/desk/check", Capability::desk_read, post_check, "Asks for a check now.", get_checks},
    };
}

} // namespace kvitt::check
