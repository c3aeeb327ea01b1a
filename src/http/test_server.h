// For tests of the server: a client that says exactly what it is told, and a server whose answers tell what
// it was asked.
#pragma once

#include "http/server.h"

#include <arpa/inet.h>
#include <condition_variable>
#include <filesystem>
#include <gmock/gmock.h>
#include <mutex>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kvitt::http
{

using namespace std::chrono_literals;

// A client that says exactly what it is told, and hears at most five seconds.
class Client
{
  public:
    explicit Client(const Server& server)
    {
        socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
        const timeval patience{5, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_port = htons(server.port());
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~Client() { ::close(socket_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    bool connected() const { return connected_; }

    Client& say(std::string_view text)
    {
        while (!text.empty())
        {
            const auto sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                break;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return *this;
    }

    // The next response, head and body; what there is of it if the connection ends.
    std::string hear(bool with_body = true)
    {
        std::size_t head = std::string::npos;
        while ((head = heard_.find("\r\n\r\n")) == std::string::npos && more())
            ;
        if (head == std::string::npos)
            return std::exchange(heard_, {});
        std::size_t size = head + 4;
        const auto length = heard_.find("Content-Length: ");
        if (with_body && length < head)
            size += std::stoul(heard_.substr(length + 16));
        while (heard_.size() < size && more())
            ;
        const std::string response = heard_.substr(0, size);
        heard_.erase(0, response.size());
        return response;
    }

    // True once the server has closed, and nothing is left unread.
    bool closed()
    {
        while (more())
            ;
        return ended_ && heard_.empty();
    }

  private:
    bool more()
    {
        std::array<char, 65536> piece{};
        const auto size = ::recv(socket_, piece.data(), piece.size(), 0);
        ended_ = size == 0;
        if (size > 0)
            heard_.append(piece.data(), static_cast<std::size_t>(size));
        return size > 0;
    }

    int socket_ = -1;
    bool connected_ = false;
    bool ended_ = false;
    std::string heard_;
};

// Holds handlers until it is opened, so that nothing here waits for a clock.
class Gate
{
  public:
    void wait()
    {
        std::unique_lock lock(mutex_);
        ++waiting_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return open_; });
    }
    void open()
    {
        const std::lock_guard lock(mutex_);
        open_ = true;
        changed_.notify_all();
    }
    void await(std::size_t count)
    {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, 5s, [&] { return waiting_ >= count; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool open_ = false;
    std::size_t waiting_ = 0;
};

inline std::string body_of(const std::string& response)
{
    const auto head = response.find("\r\n\r\n");
    return head == std::string::npos ? "" : response.substr(head + 4);
}

class ServerTest : public testing::Test
{
  protected:
    ServerTest()
    {
        folder_ =
            std::filesystem::temp_directory_path() / ("kvitt-server-test-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
        options_.workers = 2;
        options_.spool_folder = folder_;
        options_.body_rule = [](Method method, const std::string& path) {
            return path == "/upload" ? BodyRule{BodyKind::file, 0} : ordinary_body_rule(method, path);
        };
        options_.on_access = [this](const Access& access) {
            const std::lock_guard lock(mutex_);
            log_.push_back(access);
        };
        options_.on_fault = [this](const std::string& message) {
            const std::lock_guard lock(mutex_);
            faults_.push_back(message);
        };
    }
    ~ServerTest() override
    {
        server_.reset();
        std::filesystem::remove_all(folder_);
    }

    Server& serve()
    {
        server_ =
            std::make_unique<Server>(options_, [this](const Request& request) { return answer(request); });
        server_->start();
        return *server_;
    }

    std::string ask(const std::string& request)
    {
        if (!server_)
            serve();
        return Client(*server_).say(request).hear();
    }

    bool spool_is_empty() const { return std::filesystem::is_empty(folder_); }
    std::vector<Access> log()
    {
        const std::lock_guard lock(mutex_);
        return log_;
    }

    Response answer(const Request& request)
    {
        if (request.path == "/throw")
            throw std::runtime_error("oops");
        if (request.path == "/wait")
            gate_.wait();
        if (request.path == "/large")
            return html_response(std::string(20'000, 'x'));
        if (request.path == "/huge")
            return download(std::string(16 * 1024 * 1024, 'x'), "application/octet-stream", "x");
        if (request.path == "/upload")
            return text_response(std::to_string(request.body_file ? request.body_view().size() : 0) + " " +
                                 (request.body_file ? request.body_file->path() : "") + " " +
                                 std::string(request.body_view().substr(0, 5)));
        return text_response(std::string(method_text(request.method)) + " " + request.target + " " +
                             request.body);
    }

    ServerOptions options_;
    std::filesystem::path folder_;
    Gate gate_;
    std::mutex mutex_;
    std::vector<Access> log_;
    std::vector<std::string> faults_;
    std::unique_ptr<Server> server_;
};

inline const std::string host = " HTTP/1.1\r\nHost: a\r\n";

inline std::string posted(const std::string& path, const std::string& body)
{
    return "POST " + path + host + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

} // namespace kvitt::http
