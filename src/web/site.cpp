#include "web/site.h"

#include "base/text.h"
#include "http/assets.h"
#include "web/context.h"
#include "web/error_response.h"
#include "web/sign_in_http.h"
#include "web/words.h"

#include <array>

namespace kvitt::web
{
namespace
{

using http::Response;

// No inline script or style anywhere: what a page may load comes from this server's own files.
constexpr std::string_view content_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

// API answers and downloads that a browser opens all the same load nothing, run nothing and have no origin.
constexpr std::string_view nothing_policy = "sandbox; default-src 'none'; frame-ancestors 'none'";

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> security_headers{{
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
}};
constexpr std::string_view transport_security = "max-age=31536000; includeSubDomains";

bool is_html(const Response& response)
{
    return response.headers.find("Content-Type").value_or("").starts_with("text/html");
}

void add_security_headers(Response& response, bool secure)
{
    for (const auto& [name, value] : security_headers)
        response.headers.set(name, value);
    response.headers.set("Content-Security-Policy",
                         is_html(response) ? content_security_policy : nothing_policy);
    if (secure)
        response.headers.set("Strict-Transport-Security", transport_security);
}

Response method_not_allowed(Context& context, const http::RouteMatch& match)
{
    Response response = edge_fault(context, 405);
    response.headers.set("Allow", http::allow_text(match.allowed));
    return response;
}

void check_need(const Context& context, const Need& need)
{
    if (need.kind == Need::Kind::anyone)
        return;
    const access::Caller& caller = context.caller();
    require(caller.is_known(), context.is_api() ? key_needed : sign_in_needed);
    if (need.kind == Need::Kind::signed_in)
        return;
    // A row without a need: nobody may.
    require(need.kind == Need::Kind::capability, page_not_found);
    if (!caller.may(need.capability))
        throw Refused(context.is_api() ? key_not_allowed : not_allowed,
                      {{"what", capability_text(context.language(), need.capability)}});
}

// The row, if the caller may use it; throws to refuse.
const Route& admit(const Context& context)
{
    require(context.route() != nullptr, page_not_found);
    check_need(context, context.route()->need);
    return *context.route();
}

} // namespace

Site::Site(Db& db, SiteOptions options, Routes routes)
    : db_(db),
      options_(std::move(options)),
      secure_(options_.public_url.starts_with("https://")),
      routes_(std::move(routes))
{
    const Routes own = sign_in_routes();
    routes_.insert(routes_.end(), own.begin(), own.end());
    for (std::size_t at = 0; at < routes_.size(); ++at)
        router_.add(routes_[at].method, routes_[at].pattern, at);
    pages_ = std::make_unique<http::Pages>(options_.source_folder.empty()
                                               ? http::embedded_pages()
                                               : http::pages_on_disk(options_.source_folder));
    secret_ = db_.write(author_of(ActorKind::system), [](Tx& tx) { return access::server_secret(tx); });
}

Site::~Site() = default;

Response Site::answer(const http::Request& request) const
{
    if (auto known = inline_answer(request))
        return std::move(*known);
    Context context(*this, request);
    return finished(answered(context, [&] { return dispatch(context); }));
}

std::optional<Response> Site::denial(const http::Request& request) const
{
    Context context(*this, request);
    bool may = false;
    Response response = answered(context, [&] {
        recognise(context);
        admit(context);
        may = true;
        return Response{};
    });
    return may ? std::nullopt : std::optional(finished(std::move(response)));
}

Response Site::finished(Response response) const
{
    add_security_headers(response, secure_);
    if (!response.headers.has("Cache-Control"))
        response.headers.set("Cache-Control", "no-store");
    return response;
}

http::RouteMatch Site::recognise(Context& context) const
{
    http::RouteMatch match = router_.match(context.request().method, context.request().segments);
    if (match.kind == http::RouteMatch::Kind::found)
        context.route_ = &routes_[match.index];
    context.params_ = match.parameters;
    context.identify();
    return match;
}

Response Site::dispatch(Context& context) const
{
    const http::RouteMatch match = recognise(context);
    if (match.kind == http::RouteMatch::Kind::method_not_allowed)
        return method_not_allowed(context, match);
    const Route& route = admit(context);
    if (route.writes() && !route.is_api() && !route.without_csrf)
        context.check_csrf();
    return route.answer(context);
}

http::BodyRule Site::body_rule(http::Method method, const std::string& path) const
{
    const auto match = match_path(method, path);
    if (!match || match->kind != http::RouteMatch::Kind::found || routes_[match->index].upload_bytes_max == 0)
        return http::ordinary_body_rule(method, path);
    return {http::BodyKind::file, routes_[match->index].upload_bytes_max};
}

std::optional<Response> Site::inline_answer(const http::Request& request) const
{
    auto found = http::embedded_assets().find(request);
    if (!found && request.path == "/healthz")
        found = http::text_response("ok\n");
    if (found)
        add_security_headers(*found, secure_);
    return found;
}

Response Site::refusal_page(unsigned status, const http::Request& request) const
{
    Context context(*this, request);
    const auto match = match_path(request.method, request.path);
    if (match && match->kind == http::RouteMatch::Kind::found)
        context.route_ = &routes_[match->index];
    Response response = edge_fault(context, status);
    add_security_headers(response, secure_);
    return response;
}

bool Site::has_page(std::string_view path) const
{
    const auto match = match_path(http::Method::get, path);
    return match && match->kind == http::RouteMatch::Kind::found;
}

std::optional<http::RouteMatch> Site::match_path(http::Method method, std::string_view path) const
{
    std::vector<std::string> segments;
    for (const auto part : split(path.substr(std::min<std::size_t>(1, path.size())), '/'))
    {
        const auto decoded = http::url_decoded(part, false);
        if (!decoded)
            return std::nullopt;
        if (!decoded->empty())
            segments.push_back(*decoded);
    }
    return router_.match(method, segments);
}

} // namespace kvitt::web
