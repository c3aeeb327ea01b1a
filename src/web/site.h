// All pages and the API as one handler: finds the route, knows the caller, denies by default, guards forms,
// and adds the headers that every answer has. Holds no state that another process's commit makes wrong.
#pragma once

#include "access/access.h"
#include "http/form.h"
#include "http/router.h"
#include "http/server.h"
#include "web/layout.h"
#include "web/route.h"

namespace kvitt::web
{

struct SiteOptions
{
    std::string public_url = "http://127.0.0.1:8080"; // https: cookies are Secure, HSTS is sent
    std::string source_folder; // read pages from there at each use (development); empty: those in the program
    std::function<std::optional<PartnerLabel>(Read&, Id<partners::Partner>)> partner_label;
    std::function<std::optional<DemoBanner>(Read&)> demo_banner;
    // False while the server drains or starts: /readyz says 503.
    std::function<bool()> ready;
};

class Site
{
  public:
    // The rooms' routes; the site adds its own (sign-in, language, health). Two rows for one address are a
    // bug.
    Site(Db& db, SiteOptions options, Routes routes);
    ~Site();
    Site(const Site&) = delete;
    Site& operator=(const Site&) = delete;

    // Never throws.
    http::Response answer(const http::Request& request) const;
    // For ServerOptions: what the route takes, who may not send it a file, what needs no worker, what the
    // edge itself refuses.
    http::BodyRule body_rule(http::Method method, const std::string& path) const;
    std::optional<http::Response> denial(const http::Request& request) const;
    std::optional<http::Response> inline_answer(const http::Request& request) const;
    http::Response refusal_page(unsigned status, const http::Request& request) const;

    Db& db() const { return db_; }
    const SiteOptions& options() const { return options_; }
    const http::Pages& pages() const { return *pages_; }
    const Routes& routes() const { return routes_; }
    const std::string& secret() const { return secret_; }
    bool is_secure() const { return secure_; }
    // A GET route answers that path.
    bool has_page(std::string_view path) const;

  private:
    http::Response dispatch(Context& context) const;
    // Tells the context its row, if there is one, and who calls.
    http::RouteMatch recognise(Context& context) const;
    http::Response finished(http::Response response) const;
    std::optional<http::RouteMatch> match_path(http::Method method, std::string_view path) const;

    Db& db_;
    SiteOptions options_;
    bool secure_;
    Routes routes_;
    http::Router router_;
    std::unique_ptr<http::Pages> pages_;
    std::string secret_;
};

} // namespace kvitt::web
