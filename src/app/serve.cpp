// `kvitt serve` and `kvitt demo`.
#include "app/command_line.h"
#include "app/demo_programme.h"
#include "app/server.h"
#include "base/secret.h"
#include "demo/demo_http.h"
#include "demo/situations.h"

#include <filesystem>

namespace kvitt::app
{
namespace
{

namespace fs = std::filesystem;

OwnedDatabase own_or_refuse(const Configuration& configuration)
{
    auto owned = try_own(configuration, true);
    if (!owned)
        throw store::Unavailable("another kvitt owns " + configuration.database_path());
    return std::move(*owned);
}

// Pages are read from the working copy that the binary stands in.
std::string source_folder(const Session& session, const Options& options)
{
    return options.dev ? (fs::path(session.console.folder) / "src").string() : "";
}

// The demo's folder; a temporary one goes with the object.
class DemoFolder
{
  public:
    explicit DemoFolder(const std::optional<fs::path>& kept)
        : path_(kept.value_or(fs::temp_directory_path() / ("kvitt-demo-" + random_token(9)))),
          temporary_(!kept)
    {
        fs::create_directories(path_ / "inbox");
        fs::create_directories(path_ / "history");
        fs::permissions(path_, fs::perms::owner_all);
    }
    ~DemoFolder()
    {
        std::error_code ignored;
        if (temporary_)
            fs::remove_all(path_, ignored);
    }
    DemoFolder(const DemoFolder&) = delete;
    DemoFolder& operator=(const DemoFolder&) = delete;
    std::string in(const char* name) const { return (path_ / name).string(); }
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
    bool temporary_;
};

// Its terminal shows addresses and sign-ins, so only what goes wrong is logged unless more is asked for.
http::LogLevel demo_log_level(const Configuration& given)
{
    return environment_variables()("KVITT_LOG_LEVEL") ? given.log_level : http::LogLevel::warning;
}

Configuration demo_configuration(const DemoFolder& folder, std::uint16_t port, const Configuration& given)
{
    Configuration configuration;
    configuration.listen_port = port;
    configuration.database = "sqlite:" + folder.in("kvitt.db");
    configuration.files = folder.in("files");
    configuration.inbox = folder.in("inbox");
    configuration.limits = given.limits;
    configuration.proof_limits = given.proof_limits;
    configuration.clamd = given.clamd;
    configuration.log_level = demo_log_level(given);
    return configuration;
}

} // namespace

int run_serve(Session& session, const Options& options)
{
    block_end_signals();
    const Configuration& configuration = session.configuration;
    const OwnedDatabase owned = own_or_refuse(configuration);
    JobRunner jobs(*owned.db, configuration);
    ServerOptions server_options;
    server_options.configuration = configuration;
    server_options.source_folder = source_folder(session, options);
    Server server(*owned.db, jobs, std::move(server_options));
    server.start();
    wait_for_end_signal();
    server.stop();
    return exit_done;
}

int run_demo(Session& session, const Options& options)
{
    block_end_signals();
    const DemoFolder folder(options.dir ? std::optional(fs::path(session.console.folder) / *options.dir)
                                        : std::nullopt);
    const Configuration configuration = demo_configuration(folder, options.port, session.configuration);
    http::set_log_level(configuration.log_level);
    const OwnedDatabase owned = own_or_refuse(configuration);
    demo::SandboxBank history(folder.path().string(), folder.in("history"));
    const DemoProgramme programme =
        set_up_demo(*owned.db, folder.path().string(), history, configuration.files);

    JobRunner jobs(*owned.db, configuration);
    demo::SandboxBank bank(folder.path().string(), configuration.inbox);
    const demo::Demo pages{bank, [&jobs] { jobs.run_all(); }};
    ServerOptions server_options;
    server_options.configuration = configuration;
    server_options.source_folder = source_folder(session, options);
    server_options.more_routes = demo::routes(pages);
    server_options.demo_banner = demo::banner;
    Server server(*owned.db, jobs, std::move(server_options));
    server.start();
    print_demo(session.console.out, options.json, server.url(), configuration, programme);
    wait_for_end_signal();
    server.stop();
    return exit_done;
}

} // namespace kvitt::app
