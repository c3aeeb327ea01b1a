#include "http/server.h"

#include "base/clock.h"
#include "base/secret.h"
#include "base/text.h"
#include "http/server_answers.h"
#include "http/spool.h"
#include "http/wire.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

namespace kvitt::http
{
namespace
{

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using Steady = std::chrono::steady_clock::time_point;
using Acceptor = asio::basic_socket_acceptor<tcp, asio::io_context::executor_type>;
using Socket = asio::basic_stream_socket<tcp, asio::io_context::executor_type>;
using Parser = beast::http::request_parser<beast::http::buffer_body>;

constexpr std::size_t read_bytes = 64 * 1024;
constexpr std::size_t spool_write_bytes = 256 * 1024;
constexpr std::size_t idle_buffer_bytes_max = 16 * 1024;
constexpr std::uint64_t linger_bytes_max = 1024 * 1024 * 1024;
constexpr std::chrono::milliseconds linger_silence_max{2'000};
constexpr std::chrono::milliseconds watch_interval_min{2};
constexpr std::chrono::milliseconds watch_interval_max{200};
constexpr std::chrono::milliseconds accept_pause{100};
constexpr Steady never = Steady::max();

// What a step of an exchange came to: nothing wrong, the client is gone, its file is not taken (and the
// answer to that is known), or the status to refuse with.
constexpr unsigned fine = head_is_fine;
constexpr unsigned gone = 1;
constexpr unsigned denied = 2;

// One connection. Lives in its coroutine; the watch looks at it from the same thread.
struct Session
{
    explicit Session(Socket accepted) : socket(std::move(accepted)) {}
    Socket socket;
    beast::flat_buffer buffer;
    std::string remote_address;
    Steady deadline = never; // of what is being awaited from the client
    bool timed_out = false;
    bool idle = true; // between two requests

    void await_until(Steady until)
    {
        timed_out = false;
        deadline = until;
    }
    void await_for(std::chrono::milliseconds time) { await_until(steady_now() + time); }
    void await_nothing() { deadline = never; }
    void close()
    {
        error_code ignored;
        socket.close(ignored);
    }
};

std::string_view view(boost::string_view text) { return {text.data(), text.size()}; }

} // namespace

class Server::Edge
{
  public:
    Edge(ServerOptions options, Handler handler);
    ~Edge();
    void start();
    std::uint16_t port() const { return port_; }
    bool stop();

  private:
    awaitable<void> accept_all();
    awaitable<void> watch();
    awaitable<void> serve(Socket socket);
    awaitable<bool> exchange(Session& session);
    awaitable<bool> await_request(Session& session);
    awaitable<unsigned> read_head(Session& session, Parser& parser, Request& request);
    awaitable<unsigned> read_body(Session& session, Parser& parser, Request& request,
                                  std::optional<Response>& denial);
    awaitable<unsigned> receive(Session& session, Parser& parser, Request& request, BodyKind kind,
                                std::uint64_t bytes_max);
    awaitable<void> spool(SpoolFile& file, const std::string& bytes);
    awaitable<Response> answer(const Request& request);
    using Ask = std::optional<Response> (Answers::*)(const Request&) const;
    awaitable<std::optional<Response>> on_worker(Ask ask, const Request& request);
    awaitable<bool> send(Session& session, std::string_view head, std::string_view body);
    awaitable<void> linger(Session& session);

    unsigned take_head(const Parser& parser, Request& request) const;
    unsigned head_refusal(const Session& session, const Parser& parser, error_code error) const;
    unsigned spool_failed(const SpoolFile& file) const;
    void tell_access(const Request& request, const Response& response, std::size_t bytes,
                     Steady started) const;
    void close_sessions(bool idle_only);

    const Answers answers_;
    const ServerOptions& options_ = answers_.options();
    std::string id_prefix_ = random_token(6);
    std::uint64_t id_count_ = 0;
    std::uint16_t port_ = 0;
    std::list<Session*> sessions_; // of the edge's thread
    bool stopping_ = false;        // of the edge's thread
    std::atomic<std::size_t> queued_{0};
    std::mutex mutex_;
    std::condition_variable drained_;
    std::size_t open_ = 0; // sessions; this and the next three under the mutex
    bool accepting_ = true;
    bool stopped_ = false;
    bool clean_ = true;
    std::thread thread_;
    asio::thread_pool workers_;
    asio::thread_pool spooler_{1}; // disks may stall; the edge may not
    asio::io_context io_{1};
    asio::executor_work_guard<asio::io_context::executor_type> work_{io_.get_executor()};
    Acceptor acceptor_{io_};
    asio::basic_waitable_timer<std::chrono::steady_clock> watch_timer_{io_};
};

Server::Server(ServerOptions options, Handler handler)
    : edge_(std::make_unique<Edge>(std::move(options), std::move(handler)))
{}
Server::~Server() = default;
void Server::start() { edge_->start(); }
std::uint16_t Server::port() const { return edge_->port(); }
bool Server::stop() { return edge_->stop(); }

Server::Edge::Edge(ServerOptions options, Handler handler)
    : answers_(std::move(options), std::move(handler)),
      workers_(options_.workers)
{}

void Server::Edge::start()
{
    const tcp::endpoint address(asio::ip::make_address(options_.address), options_.port);
    acceptor_.open(address.protocol());
    acceptor_.set_option(asio::socket_base::reuse_address(true));
    acceptor_.bind(address);
    acceptor_.listen();
    port_ = acceptor_.local_endpoint().port();
    asio::co_spawn(io_, accept_all(), asio::detached);
    asio::co_spawn(io_, watch(), asio::detached);
    thread_ = std::thread([this] { io_.run(); });
}

bool Server::Edge::stop()
{
    std::unique_lock lock(mutex_);
    if (stopped_ || !thread_.joinable())
        return clean_;
    stopped_ = true;
    asio::post(io_, [this] {
        stopping_ = true;
        error_code ignored;
        acceptor_.close(ignored);
        close_sessions(true);
        const std::lock_guard closed(mutex_);
        accepting_ = false;
        drained_.notify_all();
    });
    clean_ =
        drained_.wait_for(lock, options_.limits.drain_time_max, [this] { return !accepting_ && open_ == 0; });
    if (!clean_)
        asio::post(io_, [this] { close_sessions(false); });
    return clean_;
}

Server::Edge::~Edge()
{
    stop();
    // A handler cannot be cut: what still runs is awaited, and finds its connection closed.
    workers_.join();
    spooler_.join();
    asio::post(io_, [this] { watch_timer_.cancel(); });
    work_.reset();
    if (thread_.joinable())
        thread_.join();
}

void Server::Edge::close_sessions(bool idle_only)
{
    for (Session* session : sessions_)
        if (session->idle || !idle_only)
            session->close();
}

// One look at all deadlines every so often is cheaper than a timer per step, and keeps the socket open, so
// that a client that was too slow can still be told.
awaitable<void> Server::Edge::watch()
{
    const Limits& limits = options_.limits;
    const auto shortest =
        std::min({limits.header_time_max, limits.body_time_max, limits.write_time_max, limits.idle_time_max});
    const auto interval = std::clamp(shortest / 8, watch_interval_min, watch_interval_max);
    error_code error;
    while (!stopping_ || !sessions_.empty())
    {
        watch_timer_.expires_after(interval);
        co_await watch_timer_.async_wait(asio::redirect_error(use_awaitable, error));
        const Steady now = steady_now();
        for (Session* session : sessions_)
            if (session->deadline <= now && !session->timed_out)
            {
                session->timed_out = true;
                session->socket.cancel(error);
            }
    }
}

awaitable<void> Server::Edge::accept_all()
{
    asio::basic_waitable_timer<std::chrono::steady_clock> pause(io_);
    while (acceptor_.is_open())
    {
        error_code error;
        Socket socket(io_);
        co_await acceptor_.async_accept(socket, asio::redirect_error(use_awaitable, error));
        if (error && acceptor_.is_open()) // out of file descriptors, mostly
        {
            answers_.fault("accept: " + error.message());
            pause.expires_after(accept_pause);
            co_await pause.async_wait(asio::redirect_error(use_awaitable, error));
        }
        else if (!error && sessions_.size() < options_.limits.connections_max)
            asio::co_spawn(io_, serve(std::move(socket)), asio::detached);
    }
}

awaitable<void> Server::Edge::serve(Socket socket)
{
    Session session(std::move(socket));
    const auto place = sessions_.insert(sessions_.end(), &session);
    {
        const std::lock_guard lock(mutex_);
        ++open_;
    }
    try
    {
        error_code error;
        session.socket.set_option(tcp::no_delay(true), error);
        session.remote_address = session.socket.remote_endpoint(error).address().to_string();
        bool keep = !error && !stopping_;
        while (keep)
            keep = co_await exchange(session);
    }
    catch (const std::exception& error)
    {
        answers_.fault(error.what());
    }
    session.close();
    sessions_.erase(place);
    const std::lock_guard lock(mutex_);
    if (--open_ == 0)
        drained_.notify_all();
}

// One request and its response; false if the connection ends with it.
awaitable<bool> Server::Edge::exchange(Session& session)
{
    Request request;
    request.request_id = id_prefix_ + std::to_string(++id_count_);
    request.secure = options_.secure;
    const bool came = co_await await_request(session);
    if (!came)
        co_return false;
    Parser parser;
    unsigned refusal = co_await read_head(session, parser, request);
    const Steady started = steady_now();
    std::optional<Response> denial;
    if (refusal == fine)
        refusal = co_await read_body(session, parser, request, denial);
    session.await_nothing();
    if (refusal == gone)
        co_return false;
    Response response;
    if (refusal == fine)
        response = co_await answer(request);
    else
        response = denial ? std::move(*denial) : answers_.refused(refusal, request);
    const bool keep = refusal == fine && parser.keep_alive() && !stopping_;
    const std::string head = response_head(response, request, keep, machine_now());
    const auto body = request.method == Method::head ? std::string_view{} : response.body_view();
    const bool sent = co_await send(session, head, body);
    tell_access(request, response, sent ? body.size() : 0, started);
    if (sent && refusal != fine)
        co_await linger(session);
    const bool goes_on = keep && sent;
    co_return goes_on;
}

awaitable<bool> Server::Edge::await_request(Session& session)
{
    if (session.buffer.size() > 0 || stopping_) // pipelined
        co_return !stopping_;
    if (session.buffer.capacity() > idle_buffer_bytes_max)
        session.buffer.shrink_to_fit();
    session.idle = true;
    session.await_for(options_.limits.idle_time_max);
    error_code error;
    const auto size = co_await session.socket.async_read_some(session.buffer.prepare(4096),
                                                              asio::redirect_error(use_awaitable, error));
    session.buffer.commit(size);
    session.idle = false;
    co_return !error && !stopping_;
}

awaitable<unsigned> Server::Edge::read_head(Session& session, Parser& parser, Request& request)
{
    const Limits& limits = options_.limits;
    parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes_max));
    parser.body_limit(boost::none); // the route decides, when it is known
    session.buffer.max_size(limits.header_bytes_max + read_bytes);
    session.await_for(limits.header_time_max);
    error_code error;
    co_await beast::http::async_read_header(session.socket, session.buffer, parser,
                                            asio::redirect_error(use_awaitable, error));
    request.remote_address = session.remote_address;
    if (error)
        co_return head_refusal(session, parser, error);
    const unsigned refusal = take_head(parser, request);
    request.remote_address = client_address(request, session.remote_address, options_.trusted_proxies);
    co_return refusal;
}

unsigned Server::Edge::head_refusal(const Session& session, const Parser& parser, error_code error) const
{
    using Fault = beast::http::error;
    if (session.timed_out)
        return 408;
    if (error == Fault::header_limit || error == Fault::buffer_overflow)
        return parser.get().target().empty() ? 414 : 431;
    if (error == Fault::end_of_stream || error == Fault::partial_message ||
        error.category() != beast::http::make_error_code(Fault::end_of_stream).category())
        return gone;
    return 400;
}

// Fills the request; the status to refuse with, or `fine`.
unsigned Server::Edge::take_head(const Parser& parser, Request& request) const
{
    const auto& head = parser.get();
    const auto method = method_parse(view(head.method_string()));
    if (head.target().size() > options_.limits.target_bytes_max)
        return 414;
    const auto fields_max = static_cast<std::ptrdiff_t>(options_.limits.header_fields_max);
    if (std::distance(head.begin(), head.end()) > fields_max)
        return 431;
    if (!method)
        return 501;
    try
    {
        Request read = request_to(*method, view(head.target()));
        for (const auto& field : head)
            add_header(read, view(field.name_string()), view(field.value()));
        read.request_id = request.request_id;
        read.remote_address = request.remote_address;
        read.secure = request.secure;
        request = std::move(read);
    }
    catch (const Invalid&)
    {
        return 400;
    }
    return head_fault(request, head.version() >= 11);
}

awaitable<unsigned> Server::Edge::read_body(Session& session, Parser& parser, Request& request,
                                            std::optional<Response>& denial)
{
    const auto announced = parser.content_length().value_or(0);
    if (!parser.chunked() && announced == 0)
        co_return fine;
    const BodyRule rule = answers_.body_rule(request);
    const Limits& limits = options_.limits;
    const auto kind_max = rule.kind == BodyKind::file ? limits.upload_bytes_max : limits.body_bytes_max;
    const auto bytes_max = rule.bytes_max == 0 ? kind_max : std::min(rule.bytes_max, kind_max);
    if (rule.kind == BodyKind::none || announced > bytes_max)
        co_return 413;
    const auto expected = request.headers.find("Expect");
    if (expected && lower_ascii(*expected) != "100-continue")
        co_return 417;
    if (rule.kind == BodyKind::file && options_.denial)
    {
        session.await_nothing();
        denial = co_await on_worker(&Answers::denial, request);
        if (denial)
            co_return denied;
    }
    if (expected)
    {
        const bool sent = co_await send(session, "HTTP/1.1 100 Continue\r\n\r\n", {});
        if (!sent)
            co_return gone;
    }
    co_return co_await receive(session, parser, request, rule.kind, bytes_max);
}

awaitable<unsigned> Server::Edge::receive(Session& session, Parser& parser, Request& request, BodyKind kind,
                                          std::uint64_t bytes_max)
{
    const Limits& limits = options_.limits;
    std::optional<SpoolFile> file;
    if (kind == BodyKind::file)
        file.emplace(options_.spool_folder);
    if (file && file->error() != 0)
        co_return spool_failed(*file);
    const Steady started = steady_now();
    std::uint64_t received = 0;
    std::vector<char> piece(
        std::min<std::uint64_t>(read_bytes, parser.content_length().value_or(read_bytes)));
    while (!parser.is_done())
    {
        auto& body = parser.get().body();
        body.data = piece.data();
        body.size = piece.size();
        session.await_until(
            started + limits.body_time_max +
            std::chrono::seconds(received / std::max<std::uint64_t>(1, limits.body_bytes_min_per_second)));
        error_code error;
        co_await beast::http::async_read_some(session.socket, session.buffer, parser,
                                              asio::redirect_error(use_awaitable, error));
        if (error && error != beast::http::error::need_buffer)
            co_return head_refusal(session, parser, error);
        const std::size_t size = piece.size() - body.size;
        received += size;
        if (received > bytes_max)
            co_return 413;
        request.body.append(piece.data(), size);
        if (!file || (request.body.size() < spool_write_bytes && !parser.is_done()))
            continue;
        session.await_nothing();
        co_await spool(*file, request.body);
        request.body.clear();
        if (file->error() != 0)
            co_return spool_failed(*file);
    }
    if (file)
        request.body_file = file->hand_on();
    co_return fine;
}

unsigned Server::Edge::spool_failed(const SpoolFile& file) const
{
    answers_.fault("cannot keep an upload in " + options_.spool_folder + ": " +
                   std::generic_category().message(file.error()));
    return 503;
}

awaitable<void> Server::Edge::spool(SpoolFile& file, const std::string& bytes)
{
    co_await asio::post(asio::bind_executor(spooler_.get_executor(), use_awaitable));
    file.write(bytes);
    co_await asio::post(io_.get_executor(), use_awaitable);
}

awaitable<Response> Server::Edge::answer(const Request& request)
{
    auto response = answers_.at_once(request);
    if (!response)
        response = co_await on_worker(&Answers::whole, request);
    co_return std::move(*response);
}

// What a worker says; 503 where too many wait for one.
awaitable<std::optional<Response>> Server::Edge::on_worker(Ask ask, const Request& request)
{
    if (queued_ >= options_.limits.queue_max)
    {
        Response busy = answers_.refused(503, request);
        busy.headers.set("Retry-After", "1");
        co_return busy;
    }
    ++queued_;
    co_await asio::post(asio::bind_executor(workers_.get_executor(), use_awaitable));
    --queued_;
    auto response = (answers_.*ask)(request);
    co_await asio::post(io_.get_executor(), use_awaitable);
    co_return response;
}

// False if the client does not take it.
awaitable<bool> Server::Edge::send(Session& session, std::string_view head, std::string_view body)
{
    while (!head.empty() || !body.empty())
    {
        const std::array<asio::const_buffer, 2> parts = {asio::buffer(head), asio::buffer(body)};
        session.await_for(options_.limits.write_time_max);
        error_code error;
        const auto sent =
            co_await session.socket.async_write_some(parts, asio::redirect_error(use_awaitable, error));
        if (error)
            co_return false;
        const auto of_head = std::min(sent, head.size());
        head.remove_prefix(of_head);
        body.remove_prefix(sent - of_head);
    }
    session.await_nothing();
    co_return true;
}

// Takes what the client still sends, and keeps nothing of it, before the connection closes: else the system
// resets it, and a browser that was sending a file shows that instead of the answer.
awaitable<void> Server::Edge::linger(Session& session)
{
    error_code error;
    session.socket.shutdown(tcp::socket::shutdown_send, error);
    session.buffer.clear();
    const Steady last = steady_now() + options_.limits.body_time_max;
    std::uint64_t taken = 0;
    while (!error && !stopping_ && taken < linger_bytes_max && steady_now() < last)
    {
        session.await_for(linger_silence_max);
        const auto size = co_await session.socket.async_read_some(session.buffer.prepare(read_bytes),
                                                                  asio::redirect_error(use_awaitable, error));
        taken += size;
    }
}

void Server::Edge::tell_access(const Request& request, const Response& response, std::size_t bytes,
                               Steady started) const
{
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(steady_now() - started);
    answers_.tell({std::string(method_text(request.method)), request.path, response.status, bytes,
                   took.count(), request.request_id, request.remote_address});
}

} // namespace kvitt::http
