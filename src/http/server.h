// The HTTP/1.1 server: one thread at the edge moves bytes with every limit of http/limits.h, a bounded pool
// of workers runs the handlers. No client can hold another up: not an idle, a slow, nor a vanished one. TLS
// is the proxy's. It knows nothing of routes, sessions or pages.
#pragma once

#include "http/limits.h"
#include "http/message.h"

#include <functional>
#include <memory>

namespace kvitt::http
{

enum class BodyKind
{
    none,   // any body is refused with 413
    memory, // Request::body
    file,   // Request::body_file, spooled
};

// What a route takes, decided before the body is read.
struct BodyRule
{
    BodyKind kind = BodyKind::none;
    std::uint64_t bytes_max = 0; // 0: the limit of its kind
};

// Memory for POST, PUT and PATCH, else none.
BodyRule ordinary_body_rule(Method method, const std::string& path);

// One finished request, for the access log and metrics.
struct Access
{
    std::string method;
    std::string path;
    unsigned status = 0;
    std::uint64_t bytes = 0;       // of the response body as sent
    std::int64_t microseconds = 0; // from the header's end until the response is written
    std::string request_id;
    std::string remote_address;
};

using Handler = std::function<Response(const Request&)>;

struct ServerOptions
{
    std::string address = "127.0.0.1";
    std::uint16_t port = 0; // 0: any free one, see Server::port
    std::size_t workers = 16;
    Limits limits;
    bool secure = false;                      // public_url is https
    std::vector<std::string> trusted_proxies; // addresses whose X-Forwarded-For is believed
    std::string spool_folder = "/tmp";        // for uploads; must exist
    // Runs on the edge; must not block. Default: ordinary bodies for POST, PUT and PATCH.
    std::function<BodyRule(Method, const std::string& path)> body_rule;
    // Runs on a worker once the head of a request with a file is in, before a byte of the file is asked for:
    // the answer for a caller who may not send it. Default: everybody may.
    std::function<std::optional<Response>(const Request&)> denial;
    // Runs on the edge before a worker is asked, for assets and health; must not block.
    std::function<std::optional<Response>(const Request&)> inline_handler;
    // The page for what the edge itself refuses (400 408 413 414 431 500 503). Runs on the edge; the request
    // may be known only in part. Default: one line of text.
    std::function<Response(unsigned status, const Request&)> refusal_page;
    std::function<void(const Access&)> on_access; // on the edge; must not block
    std::function<void(const std::string& message)>
        on_fault; // a handler threw, or the edge failed; any thread
};

class Server
{
  public:
    // The handler maps its own exceptions to responses; one that escapes is told to on_fault and answered
    // 500.
    Server(ServerOptions options, Handler handler);
    // Stops, if that was not done.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Binds, listens and serves on threads of its own. Throws std::system_error if the address cannot be had.
    void start();
    // The bound port, once started.
    std::uint16_t port() const;
    // Stops accepting, closes idle connections, finishes what is running, at most for drain_time_max. Blocks;
    // may be called from any thread but a handler's. False if requests had to be cut.
    bool stop();

  private:
    class Edge;
    std::unique_ptr<Edge> edge_;
};

} // namespace kvitt::http
