#include "orders/scan.h"

#include "base/text.h"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <memory>

namespace kvitt::orders
{
namespace
{

constexpr std::string_view unix_prefix = "unix:";
constexpr std::size_t chunk_bytes = 64 * 1024;
constexpr std::size_t answer_bytes_max = 4 * 1024;

class Socket
{
  public:
    Socket(int family, std::chrono::milliseconds connect_time)
        : value_(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        wait_at_most(connect_time);
    }
    ~Socket()
    {
        if (value_ >= 0)
            ::close(value_);
    }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    bool connect(const sockaddr* address, socklen_t size) const
    {
        return ::connect(value_, address, size) == 0;
    }

    void wait_at_most(std::chrono::milliseconds time) const
    {
        const timeval value{time.count() / 1000, time.count() % 1000 * 1000};
        ::setsockopt(value_, SOL_SOCKET, SO_SNDTIMEO, &value, sizeof(value));
        ::setsockopt(value_, SOL_SOCKET, SO_RCVTIMEO, &value, sizeof(value));
    }

    bool send(std::string_view bytes) const
    {
        while (!bytes.empty())
        {
            const auto sent = ::send(value_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent < 0 && errno != EINTR)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(sent, 0)));
        }
        return true;
    }

    // Until the NUL that ends it; what came, if it ends otherwise.
    std::string answer() const
    {
        std::string out;
        std::array<char, 512> piece{};
        while (out.size() < answer_bytes_max && out.find('\0') == std::string::npos)
        {
            const auto size = ::recv(value_, piece.data(), piece.size(), 0);
            if (size == 0 || (size < 0 && errno != EINTR))
                break;
            out.append(piece.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
        }
        return out;
    }

  private:
    int value_;
};

struct Freed
{
    void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};

std::unique_ptr<Socket> connected_to_path(const std::string& path, std::chrono::milliseconds time)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::copy(path.begin(), path.end(), std::begin(address.sun_path)); // parse() saw to the length
    auto socket = std::make_unique<Socket>(AF_UNIX, time);
    if (!socket->connect(reinterpret_cast<const sockaddr*>(&address), sizeof(address)))
        return nullptr;
    return socket;
}

std::unique_ptr<Socket> connected(const ScanAddress& to, std::chrono::milliseconds time)
{
    if (!to.path().empty())
        return connected_to_path(to.path(), time);
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* first = nullptr;
    if (::getaddrinfo(to.host().c_str(), to.port().c_str(), &wanted, &first) != 0)
        return nullptr;
    const std::unique_ptr<addrinfo, Freed> list(first);
    for (const addrinfo* at = first; at != nullptr; at = at->ai_next)
    {
        auto socket = std::make_unique<Socket>(at->ai_family, time);
        if (socket->connect(at->ai_addr, at->ai_addrlen))
            return socket;
    }
    return nullptr;
}

std::string length_of(std::size_t size)
{
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<char>(size >> shift & 0xFFU));
    return out;
}

// clamd may answer before all is sent (its own limit of size): then sending fails, and the answer counts.
std::string ask(const Socket& socket, std::string_view bytes)
{
    bool goes_on = socket.send(std::string_view("zINSTREAM\0", 10));
    while (goes_on && !bytes.empty())
    {
        const auto chunk = bytes.substr(0, chunk_bytes);
        goes_on = socket.send(length_of(chunk.size())) && socket.send(chunk);
        bytes.remove_prefix(chunk.size());
    }
    if (goes_on)
        socket.send(length_of(0));
    return socket.answer();
}

} // namespace

ScanAddress ScanAddress::parse(std::string_view text)
{
    constexpr const char* wrong = "must be unix:/PATH or HOST:PORT";
    ScanAddress out;
    if (text.starts_with(unix_prefix))
    {
        out.path_ = text.substr(unix_prefix.size());
        if (out.path_.empty() || out.path_[0] != '/' || out.path_.size() >= sizeof(sockaddr_un{}.sun_path) ||
            out.path_.find('\0') != std::string::npos)
            throw Invalid(wrong);
        return out;
    }
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0 || !all_digits(text.substr(colon + 1)))
        throw Invalid(wrong);
    out.host_ = text.substr(0, colon);
    out.port_ = text.substr(colon + 1);
    if (out.host_.size() > 2 && out.host_.front() == '[' && out.host_.back() == ']')
        out.host_ = out.host_.substr(1, out.host_.size() - 2);
    return out;
}

std::optional<std::string> virus_in(std::string_view bytes, const ScanAddress& address,
                                    const ScanLimits& limits)
{
    constexpr std::string_view before = "stream: ";
    constexpr std::string_view found = " FOUND";
    const auto socket = connected(address, limits.connect_time_max);
    require(socket != nullptr, scan_unavailable);
    socket->wait_at_most(limits.step_time_max);
    std::string answer = ask(*socket, bytes);
    const auto end = answer.find('\0');
    require(end != std::string::npos, scan_unavailable);
    answer.resize(end);
    require(answer.starts_with(before), scan_unavailable);
    const std::string said = answer.substr(before.size());
    if (said == "OK")
        return std::nullopt;
    require(said.size() > found.size() && said.ends_with(found) && is_storable_text(said), scan_unavailable);
    return said.substr(0, said.size() - found.size());
}

} // namespace kvitt::orders
