// The running server: pages and API over HTTP, jobs, and the socket at which commands hand over their work;
// wired to one open database. Everything else in app/ is called from here or from a command.
#pragma once

#include "app/control.h"
#include "app/database.h"
#include "app/jobs.h"
#include "http/server.h"
#include "web/site.h"

#include <atomic>

namespace kvitt::app
{

struct ServerOptions
{
    Configuration configuration;
    std::string source_folder; // read pages from there at each use; empty: those in the program
    // The demo's own routes and banner; nothing elsewhere.
    web::Routes more_routes;
    std::function<std::optional<web::DemoBanner>(Read&)> demo_banner;
};

class Server
{
  public:
    Server(Db& db, JobRunner& jobs, ServerOptions options);
    // Stops.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Begins to serve. Throws ConfigurationError if the address cannot be had.
    void start();
    // Says 503 at /readyz, finishes what is running, then ends jobs and control.
    void stop();
    // As people reach it, with the real port.
    std::string url() const { return options_.configuration.url(); }

  private:
    void listen();
    http::ServerOptions http_options();
    web::SiteOptions site_options();

    Db& db_;
    JobRunner& jobs_;
    ServerOptions options_;
    std::atomic<bool> ready_{false};
    std::unique_ptr<web::Site> site_;
    std::atomic<const web::Site*> open_site_{nullptr}; // set once it can answer
    std::unique_ptr<http::Server> http_;
    std::unique_ptr<ControlServer> control_;
};

// Blocks the signals that end a server in this thread and those it starts; call before the first thread.
void block_end_signals();
// Waits until one of them arrives.
void wait_for_end_signal();

} // namespace kvitt::app
