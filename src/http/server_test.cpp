#include "http/test_server.h"

#include <atomic>
#include <gmock/gmock.h>
#include <thread>
#include <zlib.h>

namespace kvitt::http
{
namespace
{

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

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
