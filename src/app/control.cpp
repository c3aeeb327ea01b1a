#include "app/control.h"

#include "base/clock.h"
#include "http/log.h"
#include "store/engine.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace kvitt::app
{
namespace
{

constexpr const char* socket_name = "control.sock";

class Descriptor
{
  public:
    explicit Descriptor(int value) : value_(value) {}
    ~Descriptor()
    {
        if (value_ >= 0)
            ::close(value_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return value_; }
    int release() { return std::exchange(value_, -1); }

  private:
    int value_;
};

[[noreturn]] void fail(const std::string& doing)
{
    throw store::Unavailable(doing + ": " + std::strerror(errno));
}

// A socket's address holds about a hundred bytes, a path may hold four thousand: so the folder is opened and
// the socket is named through it.
class Address
{
  public:
    explicit Address(const std::string& path)
        : folder_(::open(std::filesystem::path(path).parent_path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC))
    {
        if (folder_.get() < 0)
            fail("cannot open the folder of " + path);
        const std::string name = "/proc/self/fd/" + std::to_string(folder_.get()) + "/" +
                                 std::filesystem::path(path).filename().string();
        address_.sun_family = AF_UNIX;
        if (name.size() >= sizeof address_.sun_path)
            throw store::Unavailable("the socket's name is too long: " + path);
        std::memcpy(address_.sun_path, name.c_str(), name.size() + 1);
    }
    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&address_); }
    socklen_t size() const { return sizeof address_; }

  private:
    Descriptor folder_;
    sockaddr_un address_{};
};

int new_socket()
{
    const int made = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (made < 0)
        fail("cannot make a socket");
    return made;
}

// False if nobody listens there.
bool connect_to(int socket, const std::string& path)
{
    const Address address(path);
    if (::connect(socket, address.get(), address.size()) == 0)
        return true;
    if (errno != ENOENT && errno != ECONNREFUSED)
        fail("cannot reach the server at " + path);
    return false;
}

// False if the other side went away.
bool send_line(int socket, std::string line)
{
    line += '\n';
    std::string_view rest = line;
    while (!rest.empty())
    {
        const ssize_t sent = ::send(socket, rest.data(), rest.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        rest.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

using Deadline = std::optional<std::chrono::steady_clock::time_point>;

bool readable_before(int socket, const Deadline& deadline)
{
    if (!deadline)
        return true;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(*deadline - steady_now()).count();
    pollfd wait{socket, POLLIN, 0};
    return left > 0 && ::poll(&wait, 1, static_cast<int>(left)) > 0;
}

// One line without its end; nothing if the other side went away, was too slow, or sent more than `bytes_max`.
std::optional<std::string> receive_line(int socket, std::size_t bytes_max, const Deadline& deadline)
{
    std::string line;
    char buffer[64 * 1024];
    while (line.size() <= bytes_max && readable_before(socket, deadline))
    {
        const ssize_t count = ::recv(socket, buffer, sizeof buffer, 0);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return std::nullopt;
        line.append(buffer, static_cast<std::size_t>(count));
        if (line.back() == '\n')
        {
            line.pop_back();
            return line;
        }
    }
    return std::nullopt;
}

ControlAnswer refused(std::int64_t exit_code, const std::string& message)
{
    return {"", "kvitt: " + message + "\n", exit_code};
}

} // namespace

std::string control_path(const std::string& database_path)
{
    return (std::filesystem::path(database_path).parent_path() / socket_name).string();
}

std::optional<ControlAnswer> call_server(const std::string& path, const ControlRequest& request)
{
    const std::string line = json_text(to_json(request));
    if (line.size() > control_request_bytes_max)
        return refused(2, "the input is too large to hand to the running server");
    const Descriptor socket(new_socket());
    if (!connect_to(socket.get(), path))
        return std::nullopt;
    const bool sent = send_line(socket.get(), line);
    const auto answer =
        sent ? receive_line(socket.get(), control_answer_bytes_max, std::nullopt) : std::nullopt;
    if (!answer)
        throw store::Unavailable(
            "the server went away while it ran the command; look before you run it again");
    return from_json<ControlAnswer>(parse_json(*answer));
}

ControlServer::ControlServer(std::string path, Run run) : path_(std::move(path)), run_(std::move(run))
{
    const Descriptor probe(new_socket());
    if (connect_to(probe.get(), path_))
        throw store::Unavailable(path_ + " answers for another database: give each database its own folder");
    ::unlink(path_.c_str());
    Descriptor listener(new_socket());
    const Address address(path_);
    ::fchmod(listener.get(), 0600); // what the socket file gets at bind, before anybody can connect
    if (::bind(listener.get(), address.get(), address.size()) != 0)
        fail("cannot bind " + path_);
    if (::chmod(path_.c_str(), 0600) != 0 || ::listen(listener.get(), control_callers_max) != 0)
        fail("cannot listen at " + path_);
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        fail("cannot make a pipe");
    wake_read_ = ends[0];
    wake_write_ = ends[1];
    listener_ = listener.release();
    thread_ = std::thread([this] { serve(); });
}

ControlServer::~ControlServer()
{
    ::close(wake_write_);
    thread_.join();
    ::close(wake_read_);
    ::close(listener_);
    ::unlink(path_.c_str());
}

void ControlServer::serve()
{
    for (;;)
    {
        pollfd wait[2] = {{listener_, POLLIN, 0}, {wake_read_, POLLIN, 0}};
        if (::poll(wait, 2, -1) < 0)
            continue;
        if (wait[1].revents != 0)
            return;
        const Descriptor caller(::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC));
        if (caller.get() >= 0)
            answer(caller.get());
    }
}

void ControlServer::answer(int caller)
{
    const timeval send_time_max{control_send_time_max.count(), 0};
    ::setsockopt(caller, SOL_SOCKET, SO_SNDTIMEO, &send_time_max, sizeof send_time_max);
    const auto line = receive_line(caller, control_request_bytes_max, steady_now() + control_read_time_max);
    if (!line)
        return;
    ControlAnswer made;
    try
    {
        made = run_(from_json<ControlRequest>(parse_json(*line)));
    }
    catch (const InvalidFields&)
    {
        made = refused(2, "the server does not understand the command; are both of the same version?");
    }
    catch (const std::exception& fault)
    {
        http::log_line(http::LogLevel::error,
                       json::object{{"event", "control_failed"}, {"fault", fault.what()}});
        made = refused(3, "the server failed; its log says why");
    }
    std::string text = json_text(to_json(made));
    if (text.size() > control_answer_bytes_max)
        text = json_text(to_json(refused(1, "the answer is too large for the running server to hand over")));
    send_line(caller, std::move(text));
}

} // namespace kvitt::app
