// How a command hands its work to the server that owns an embedded database: one line of JSON each way over
// control.sock beside the database (mode 0600, so the same user). The server runs the very same command, so
// output and exit code are the same. One caller at a time; later ones wait in the socket's queue.
#pragma once

#include "base/json.h"

#include <functional>
#include <optional>
#include <string>
#include <thread>

namespace kvitt::app
{

inline constexpr std::size_t control_request_bytes_max = 16U * 1024 * 1024;
inline constexpr std::size_t control_answer_bytes_max = 256U * 1024 * 1024;
inline constexpr int control_callers_max = 64; // waiting; further ones are refused by the system
inline constexpr std::chrono::seconds control_read_time_max{10}; // for the whole request
inline constexpr std::chrono::seconds control_send_time_max{30}; // without the caller taking a byte

struct ControlRequest
{
    std::string database; // path; must be the server's own
    std::vector<std::string> arguments;
    std::string folder; // relative paths start here
    std::string input;  // standard input, for commands that read it
};
BOOST_DESCRIBE_STRUCT(ControlRequest, (), (database, arguments, folder, input))

struct ControlAnswer
{
    std::string output;
    std::string messages;
    std::int64_t exit_code = 0;
};
BOOST_DESCRIBE_STRUCT(ControlAnswer, (), (output, messages, exit_code))

// "/var/lib/kvitt/kvitt.db" -> "/var/lib/kvitt/control.sock"
std::string control_path(const std::string& database_path);

// Nothing if nobody listens there. Throws store::Unavailable where the server went away in the middle:
// whether the work was done is then unknown.
std::optional<ControlAnswer> call_server(const std::string& path, const ControlRequest& request);

class ControlServer
{
  public:
    using Run = std::function<ControlAnswer(const ControlRequest&)>;
    // Binds and serves on a thread of its own. The caller holds the database's lock, so a socket file that is
    // left over from a crash is removed; one that answers belongs to another database in this folder:
    // store::Unavailable.
    ControlServer(std::string path, Run run);
    // Finishes what is running.
    ~ControlServer();
    ControlServer(const ControlServer&) = delete;
    ControlServer& operator=(const ControlServer&) = delete;

  private:
    void serve();
    void answer(int caller);

    std::string path_;
    Run run_;
    int listener_ = -1;
    int wake_read_ = -1;
    int wake_write_ = -1;
    std::thread thread_;
};

} // namespace kvitt::app
