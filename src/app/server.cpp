#include "app/server.h"

#include "app/commands.h"
#include "app/routes.h"
#include "catalogue/catalogue.h"
#include "http/log.h"

#include <csignal>
#include <filesystem>

namespace kvitt::app
{
namespace
{

void log_access(const http::Access& access)
{
    http::log_line(http::LogLevel::info, json::object{{"event", "request"},
                                                      {"method", access.method},
                                                      {"path", access.path},
                                                      {"status", access.status},
                                                      {"bytes", access.bytes},
                                                      {"us", access.microseconds},
                                                      {"request_id", access.request_id},
                                                      {"remote", access.remote_address}});
}

void log_fault(const std::string& message)
{
    http::log_line(http::LogLevel::error, json::object{{"event", "fault"}, {"message", message}});
}

std::optional<web::PartnerLabel> partner_label(Read& read, Id<partners::Partner> id)
{
    const partners::Partner partner = partners::find(read, id);
    return web::PartnerLabel{partner.legal_name, catalogue::programme(read).partner_id_label,
                             partner.partner_id};
}

http::Response starting()
{
    http::Response response = http::text_response("starting\n", 503);
    response.headers.set("Retry-After", "1");
    return response;
}

sigset_t end_signals()
{
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&set, signal);
    return set;
}

} // namespace

Server::Server(Db& db, JobRunner& jobs, ServerOptions options)
    : db_(db),
      jobs_(jobs),
      options_(std::move(options))
{}

Server::~Server() { stop(); }

// The site wants to know the port, so it is made after the socket is bound; until then every answer is 503.
void Server::start()
{
    http_ = std::make_unique<http::Server>(http_options(), [this](const http::Request& request) {
        const web::Site* site = open_site_;
        return site == nullptr ? starting() : site->answer(request);
    });
    listen();
    options_.configuration.listen_port = http_->port();
    web::Routes routes = all_routes(options_.configuration);
    routes.insert(routes.end(), options_.more_routes.begin(), options_.more_routes.end());
    site_ = std::make_unique<web::Site>(db_, site_options(), std::move(routes));
    open_site_ = site_.get();
    control_ = std::make_unique<ControlServer>(
        control_path(options_.configuration.database_path()), [this](const ControlRequest& request) {
            return run_for_caller(request, options_.configuration, db_, jobs_);
        });
    jobs_.start();
    ready_ = true;
    http::log_line(http::LogLevel::info, json::object{{"event", "listening"}, {"url", url()}});
}

void Server::listen()
{
    try
    {
        http_->start();
    }
    catch (const std::exception& fault)
    {
        const Configuration& at = options_.configuration;
        const std::string reason = fault.what();
        throw ConfigurationError("cannot listen at " + at.listen_address + ":" +
                                 std::to_string(at.listen_port) + ": " +
                                 reason.substr(0, reason.find(" ["))); // Boost adds its source line
    }
}

void Server::stop()
{
    if (!http_)
        return;
    ready_ = false;
    const bool whole = http_->stop();
    control_.reset();
    jobs_.stop();
    http_.reset();
    http::log_line(http::LogLevel::info, json::object{{"event", "stopped"}, {"all_finished", whole}});
}

http::ServerOptions Server::http_options()
{
    const Configuration& configuration = options_.configuration;
    const std::string spool = configuration.spool_folder();
    std::filesystem::create_directories(spool);
    http::ServerOptions out;
    out.address = configuration.listen_address;
    out.port = configuration.listen_port;
    out.workers = static_cast<std::size_t>(configuration.workers);
    out.limits = configuration.limits;
    out.secure = configuration.is_secure();
    out.trusted_proxies = configuration.trusted_proxies;
    out.spool_folder = spool;
    out.body_rule = [this](http::Method method, const std::string& path) {
        const web::Site* site = open_site_;
        return site == nullptr ? http::BodyRule{} : site->body_rule(method, path);
    };
    out.denial = [this](const http::Request& request) {
        const web::Site* site = open_site_;
        return site == nullptr ? std::optional(starting()) : site->denial(request);
    };
    out.inline_handler = [this](const http::Request& request) {
        const web::Site* site = open_site_;
        return site == nullptr ? std::optional(starting()) : site->inline_answer(request);
    };
    out.refusal_page = [this](unsigned status, const http::Request& request) {
        const web::Site* site = open_site_;
        return site == nullptr ? starting() : site->refusal_page(status, request);
    };
    out.on_access = log_access;
    out.on_fault = log_fault;
    return out;
}

web::SiteOptions Server::site_options()
{
    web::SiteOptions out;
    out.public_url = options_.configuration.url();
    out.source_folder = options_.source_folder;
    out.partner_label = partner_label;
    out.demo_banner = options_.demo_banner;
    out.ready = [this] { return ready_.load(); };
    return out;
}

void block_end_signals()
{
    const sigset_t set = end_signals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

void wait_for_end_signal()
{
    const sigset_t set = end_signals();
    int signal = 0;
    sigwait(&set, &signal);
}

} // namespace kvitt::app
