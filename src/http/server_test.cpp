#include "http/server.h"

#include "http/assets.h"
#include "http/form.h"

#include <arpa/inet.h>
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <mutex>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <zlib.h>

namespace kvitt::http
{
namespace
{

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
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

std::string body_of(const std::string& response)
{
    const auto head = response.find("\r\n\r\n");
    return head == std::string::npos ? "" : response.substr(head + 4);
}

std::string unzipped(const std::string& bytes)
{
    std::string out(1024 * 1024, '\0');
    z_stream stream = {};
    inflateInit2(&stream, 15 + 16);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    inflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
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

const std::string host = " HTTP/1.1\r\nHost: a\r\n";

std::string posted(const std::string& path, const std::string& body)
{
    return "POST " + path + host + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

TEST_F(ServerTest, KeepsTheConnectionAndTellsTheLog)
{
    Client client(serve());
    EXPECT_THAT(client.say("GET /a?b=c" + host + "\r\n").hear(), HasSubstr("GET /a?b=c "));
    const auto second = client.say(posted("/b", "hello")).hear();
    EXPECT_THAT(second, StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(second, HasSubstr("Connection: keep-alive"));
    EXPECT_THAT(second, HasSubstr("X-Request-Id: "));
    EXPECT_THAT(second, HasSubstr("Date: "));
    EXPECT_THAT(body_of(second), "POST /b hello");
    EXPECT_THAT(client.say("GET /c" + host + "Connection: close\r\n\r\n").hear(),
                HasSubstr("Connection: close"));
    EXPECT_TRUE(client.closed());
    const auto lines = log();
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[1].method + lines[1].path, "POST/b");
    EXPECT_EQ(lines[1].status, 200U);
    EXPECT_EQ(lines[1].bytes, 13U);
    EXPECT_EQ(lines[1].remote_address, "127.0.0.1");
    EXPECT_NE(lines[1].request_id, lines[0].request_id);
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrder)
{
    Client client(serve());
    client.say("GET /1" + host + "\r\n" + posted("/2", "two") + "GET /3" + host + "\r\n");
    EXPECT_EQ(body_of(client.hear()), "GET /1 ");
    EXPECT_EQ(body_of(client.hear()), "POST /2 two");
    EXPECT_EQ(body_of(client.hear()), "GET /3 ");
}

TEST_F(ServerTest, HeadHasNoBodyAndOldClientsAreServed)
{
    Client client(serve());
    const auto head = client.say("HEAD /large" + host + "\r\n").hear(false);
    EXPECT_THAT(head, HasSubstr("Content-Length: 20000\r\n"));
    EXPECT_EQ(body_of(head), "");
    EXPECT_EQ(body_of(client.say("GET /next" + host + "\r\n").hear()), "GET /next ");
    Client old(*server_);
    EXPECT_THAT(old.say("GET /old HTTP/1.0\r\n\r\n").hear(), HasSubstr("GET /old "));
    EXPECT_TRUE(old.closed());
}

TEST_F(ServerTest, CompressesWhereItIsWanted)
{
    const auto zipped = ask("GET /large" + host + "Accept-Encoding: gzip\r\n\r\n");
    EXPECT_THAT(zipped, HasSubstr("Content-Encoding: gzip\r\n"));
    EXPECT_THAT(zipped, HasSubstr("Vary: Accept-Encoding\r\n"));
    EXPECT_LT(zipped.size(), 1000U);
    EXPECT_EQ(unzipped(body_of(zipped)), std::string(20'000, 'x'));
    const auto plain = ask("GET /large" + host + "\r\n");
    EXPECT_THAT(plain, HasSubstr("Vary: Accept-Encoding\r\n"));
    EXPECT_EQ(body_of(plain), std::string(20'000, 'x'));
    EXPECT_THAT(ask("GET /small" + host + "Accept-Encoding: gzip\r\n\r\n"),
                Not(HasSubstr("Content-Encoding")));
}

TEST_F(ServerTest, RefusesWhatIsMalformed)
{
    EXPECT_THAT(ask("nonsense\r\n\r\n"), StartsWith("HTTP/1.1 400"));
    EXPECT_THAT(ask("GET /" + host + "Bad Header: x\r\n\r\n"), StartsWith("HTTP/1.1 400"));
    EXPECT_THAT(ask("GET /%zz" + host + "\r\n"), StartsWith("HTTP/1.1 400"));
    EXPECT_THAT(ask("GET / HTTP/1.1\r\n\r\n"), StartsWith("HTTP/1.1 400"));
    EXPECT_THAT(ask("GET /" + host + "Host: b\r\n\r\n"), StartsWith("HTTP/1.1 400"));
    EXPECT_THAT(ask("POST /" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\na"),
                StartsWith("HTTP/1.1 400"));
    EXPECT_THAT(ask("POST /" + host + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                StartsWith("HTTP/1.1 400"));
    EXPECT_THAT(ask("POST /" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
                StartsWith("HTTP/1.1 400"));
    EXPECT_THAT(ask("TRACE /" + host + "\r\n"), StartsWith("HTTP/1.1 501"));
    EXPECT_THAT(ask("POST /" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
                StartsWith("HTTP/1.1 501"));
    EXPECT_THAT(ask("POST /" + host + "Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\na"),
                StartsWith("HTTP/1.1 415"));
    EXPECT_THAT(ask("POST /" + host + "Expect: magic\r\nContent-Length: 1\r\n\r\na"),
                StartsWith("HTTP/1.1 417"));
}

TEST_F(ServerTest, LimitsTheHeader)
{
    options_.limits.header_bytes_max = 4000;
    options_.limits.target_bytes_max = 100;
    options_.limits.header_fields_max = 5;
    EXPECT_THAT(ask("GET /" + std::string(99, 'a') + host + "\r\n"), StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(ask("GET /" + std::string(100, 'a') + host + "\r\n"), StartsWith("HTTP/1.1 414"));
    EXPECT_THAT(ask("GET /" + std::string(5000, 'a') + host + "\r\n"), StartsWith("HTTP/1.1 414"));
    EXPECT_THAT(ask("GET /" + host + "X: " + std::string(5000, 'a') + "\r\n\r\n"),
                StartsWith("HTTP/1.1 431"));
    EXPECT_THAT(ask("GET /" + host + "a: 1\r\nb: 1\r\nc: 1\r\nd: 1\r\n\r\n"), StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(ask("GET /" + host + "a: 1\r\nb: 1\r\nc: 1\r\nd: 1\r\ne: 1\r\n\r\n"),
                StartsWith("HTTP/1.1 431"));
}

TEST_F(ServerTest, LimitsTheBody)
{
    options_.limits.body_bytes_max = 10;
    options_.limits.upload_bytes_max = 100'000;
    EXPECT_THAT(ask(posted("/a", "0123456789")), StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(ask(posted("/a", "0123456789a")), StartsWith("HTTP/1.1 413"));
    EXPECT_THAT(
        ask("POST /a" + host + "Transfer-Encoding: chunked\r\n\r\n8\r\n01234567\r\n2\r\n89\r\n0\r\n\r\n"),
        HasSubstr("POST /a 0123456789"));
    EXPECT_THAT(
        ask("POST /a" + host + "Transfer-Encoding: chunked\r\n\r\n8\r\n01234567\r\n3\r\n89a\r\n0\r\n\r\n"),
        StartsWith("HTTP/1.1 413"));
    EXPECT_THAT(ask("GET /a" + host + "Content-Length: 1\r\n\r\na"), StartsWith("HTTP/1.1 413"));
    EXPECT_THAT(ask(posted("/upload", std::string(100'001, 'x'))), StartsWith("HTTP/1.1 413"));
    EXPECT_TRUE(spool_is_empty());
}

TEST_F(ServerTest, SpoolsAnUploadToAFile)
{
    const std::string body = "begin" + std::string(700'000, 'x');
    Client client(serve());
    const auto whole = body_of(client.say(posted("/upload", body)).hear());
    EXPECT_THAT(whole, StartsWith("700005 " + folder_.string() + "/kvitt-upload-"));
    EXPECT_THAT(whole, testing::EndsWith(" begin"));

    client.say("POST /upload" + host + "Transfer-Encoding: chunked\r\n\r\n5\r\nbegin\r\n");
    for (int i = 0; i < 100; ++i)
        client.say("1000\r\n" + std::string(4096, 'y') + "\r\n");
    EXPECT_THAT(body_of(client.say("0\r\n\r\n").hear()), StartsWith("409605 "));
    EXPECT_EQ(body_of(client.say("GET /next" + host + "\r\n").hear()), "GET /next ");
    EXPECT_TRUE(spool_is_empty());
}

TEST_F(ServerTest, AFolderThatIsGoneIsTold)
{
    options_.spool_folder = folder_ / "none";
    EXPECT_THAT(ask(posted("/upload", "x")), StartsWith("HTTP/1.1 503"));
    EXPECT_THAT(faults_, testing::ElementsAre(HasSubstr("No such file")));
}

TEST_F(ServerTest, AsksForTheBodyOnlyIfItIsTaken)
{
    options_.limits.body_bytes_max = 10;
    Client client(serve());
    const std::string expecting = "POST /a" + host + "Expect: 100-continue\r\nContent-Length: ";
    EXPECT_EQ(client.say(expecting + "5\r\n\r\n").hear(), "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_EQ(body_of(client.say("hello").hear()), "POST /a hello");
    EXPECT_THAT(client.say(expecting + "50\r\n\r\n").hear(), StartsWith("HTTP/1.1 413"));
}

TEST_F(ServerTest, EndsSlowHeadersAndBodies)
{
    options_.limits.header_time_max = 30ms;
    options_.limits.body_time_max = 30ms;
    serve();
    EXPECT_THAT(Client(*server_).say("GET / HT").hear(), StartsWith("HTTP/1.1 408"));
    EXPECT_THAT(Client(*server_).say("POST /a" + host + "Content-Length: 5\r\n\r\nhel").hear(),
                StartsWith("HTTP/1.1 408"));
    EXPECT_THAT(Client(*server_).say("POST /upload" + host + "Content-Length: 5\r\n\r\nhel").hear(),
                StartsWith("HTTP/1.1 408"));
    EXPECT_TRUE(spool_is_empty());
}

TEST_F(ServerTest, ClosesIdleConnectionsSilently)
{
    options_.limits.idle_time_max = 20ms;
    Client silent(serve());
    EXPECT_TRUE(silent.closed());
    Client once(*server_);
    once.say("GET /a" + host + "\r\n").hear();
    EXPECT_TRUE(once.closed());
}

TEST_F(ServerTest, ASlowReaderIsCutAndHoldsNobodyUp)
{
    options_.limits.write_time_max = 50ms;
    options_.workers = 1;
    Client slow(serve());
    slow.say("GET /huge" + host + "\r\n");
    EXPECT_EQ(body_of(ask("GET /quick" + host + "\r\n")), "GET /quick ");
    while (log().size() < 2)
        std::this_thread::yield();
    EXPECT_LT(slow.hear().size(), 16U * 1024 * 1024); // it never got all
}

TEST_F(ServerTest, AFullQueueIsTold)
{
    options_.workers = 1;
    options_.limits.queue_max = 1;
    options_.inline_handler = [](const Request& request) {
        return request.path == "/health" ? std::optional(text_response("well")) : std::nullopt;
    };
    Client running(serve());
    running.say("GET /wait" + host + "\r\n");
    gate_.await(1);
    Client waiting(*server_);
    waiting.say("GET /waiting" + host + "\r\n");
    std::string busy;
    Client third(*server_);
    busy = third.say("GET /third" + host + "\r\n").hear();
    EXPECT_THAT(busy, StartsWith("HTTP/1.1 503"));
    EXPECT_THAT(busy, HasSubstr("Retry-After: 1\r\n"));
    EXPECT_EQ(body_of(third.say("GET /health" + host + "\r\n").hear()), "well"); // the edge is never busy
    gate_.open();
    EXPECT_EQ(body_of(running.hear()), "GET /wait ");
    EXPECT_EQ(body_of(waiting.hear()), "GET /waiting ");
    EXPECT_EQ(body_of(third.say("GET /again" + host + "\r\n").hear()), "GET /again ");
}

TEST_F(ServerTest, AHandlerThatThrowsIsAnswered)
{
    Client client(serve());
    const auto failed = client.say("GET /throw" + host + "\r\n").hear();
    EXPECT_THAT(failed, StartsWith("HTTP/1.1 500"));
    EXPECT_THAT(failed, Not(HasSubstr("oops")));
    EXPECT_EQ(body_of(client.say("GET /next" + host + "\r\n").hear()), "GET /next ");
    EXPECT_THAT(faults_, testing::ElementsAre(HasSubstr("oops")));
}

TEST_F(ServerTest, RefusalsUseTheGivenPage)
{
    options_.refusal_page = [](unsigned status, const Request& request) {
        return html_response("refused " + std::to_string(status) + " " + request.path);
    };
    options_.limits.body_bytes_max = 1;
    const auto refusal = ask(posted("/x", "aa"));
    EXPECT_THAT(refusal, StartsWith("HTTP/1.1 413"));
    EXPECT_EQ(body_of(refusal), "refused 413 /x");
}

TEST_F(ServerTest, StopFinishesWhatItBegan)
{
    Client idle(serve());
    Client busy(*server_);
    busy.say("GET /wait" + host + "\r\n");
    gate_.await(1);
    idle.say("GET /a" + host + "\r\n").hear();
    std::atomic<bool> clean{false};
    std::thread stopper([&] { clean = server_->stop(); });
    EXPECT_TRUE(idle.closed());
    const Client late(*server_);
    gate_.open();
    const auto last = busy.hear();
    EXPECT_EQ(body_of(last), "GET /wait ");
    EXPECT_THAT(last, HasSubstr("Connection: close"));
    EXPECT_TRUE(busy.closed());
    stopper.join();
    EXPECT_TRUE(clean);
    EXPECT_FALSE(Client(*server_).connected());
}

TEST_F(ServerTest, StopIsBounded)
{
    options_.limits.drain_time_max = 20ms;
    Client busy(serve());
    busy.say("GET /wait" + host + "\r\n");
    gate_.await(1);
    EXPECT_FALSE(server_->stop());
    EXPECT_TRUE(busy.closed());
    gate_.open();
}

TEST_F(ServerTest, ManyClientsAtOnce)
{
    options_.workers = 4;
    serve();
    std::atomic<int> good{0};
    std::vector<std::thread> clients;
    for (int i = 0; i < 8; ++i)
        clients.emplace_back([&, i] {
            Client client(*server_);
            for (int round = 0; round < 25; ++round)
            {
                const std::string body = std::to_string(i) + "-" + std::to_string(round);
                good += body_of(client.say(posted("/a", body)).hear()) == "POST /a " + body ? 1 : 0;
            }
        });
    for (auto& client : clients)
        client.join();
    EXPECT_EQ(good, 200);
}

TEST_F(ServerTest, OneMoreThanAllowedIsClosed)
{
    options_.limits.connections_max = 1;
    Client first(serve());
    first.say("GET /a" + host + "\r\n").hear();
    Client second(*server_);
    EXPECT_EQ(second.say("GET /b" + host + "\r\n").hear(), "");
    EXPECT_EQ(body_of(first.say("GET /c" + host + "\r\n").hear()), "GET /c ");
}

} // namespace
} // namespace kvitt::http
