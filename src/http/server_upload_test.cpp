// Bodies that go to a file: kept on disk, and only from who may send them.
#include "http/test_server.h"

#include <atomic>
#include <thread>

namespace kvitt::http
{
namespace
{

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

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

// A denied file: the client keeps the 200 MB it announced, or most of them.
TEST_F(ServerTest, AFileIsTakenOnlyFromWhoMaySendIt)
{
    options_.denial = [](const Request& request) {
        const bool may = request.headers.find("Cookie") == "may";
        return may ? std::nullopt : std::optional(html_response("sign in first", 401));
    };
    const std::string upload = "POST /upload" + host + "Content-Length: 200000000\r\n";
    for (const char* more : {"", "Expect: 100-continue\r\n", "Cookie: may not\r\n"})
    {
        Client stranger(server_ ? *server_ : serve());
        const auto denied = stranger.say(upload + more + "\r\nthe first bytes").hear();
        EXPECT_THAT(denied, StartsWith("HTTP/1.1 401")) << more;
        EXPECT_THAT(denied, HasSubstr("Connection: close")) << more;
        EXPECT_EQ(body_of(denied), "sign in first");
        EXPECT_TRUE(spool_is_empty());
        EXPECT_TRUE(stranger.closed());
    }
    for (const char* more : {"", "Expect: 100-continue\r\n"})
    {
        Client guest(*server_);
        guest.say("POST /upload" + host + "Cookie: may\r\nContent-Length: 5\r\n" + more + "\r\n");
        if (*more != '\0')
        {
            EXPECT_EQ(guest.hear(), "HTTP/1.1 100 Continue\r\n\r\n");
        }
        EXPECT_THAT(body_of(guest.say("begin").hear()), StartsWith("5 " + folder_.string()));
    }
    EXPECT_EQ(log().front().status, 401U);
    EXPECT_EQ(log().front().path, "/upload");
}

// As browsers do: they look for an answer when all is sent, and a connection that was reset has none.
TEST_F(ServerTest, WhoSendsItAllTheSameSeesTheAnswer)
{
    options_.denial = [](const Request&) { return html_response("sign in first", 401); };
    Client stranger(serve());
    const auto denied = stranger.say(posted("/upload", std::string(50'000'000, 'x'))).hear();
    EXPECT_EQ(body_of(denied), "sign in first");
    EXPECT_TRUE(stranger.closed());
    EXPECT_TRUE(spool_is_empty());
}

TEST_F(ServerTest, OnlyFilesAreJudgedBeforeTheyCome)
{
    std::atomic<int> judged{0};
    options_.limits.upload_bytes_max = 10;
    options_.denial = [&](const Request&) -> std::optional<Response> {
        ++judged;
        throw std::runtime_error("no database");
    };
    EXPECT_THAT(ask(posted("/a", "hello")), StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(ask("GET /upload" + host + "\r\n"), StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(ask("POST /upload" + host + "Content-Length: 0\r\n\r\n"), StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(ask(posted("/upload", "more than ten")), StartsWith("HTTP/1.1 413"));
    EXPECT_EQ(judged, 0);
    const auto failed = ask(posted("/upload", "few"));
    EXPECT_THAT(failed, StartsWith("HTTP/1.1 500"));
    EXPECT_THAT(failed, Not(HasSubstr("no database")));
    EXPECT_EQ(judged, 1);
    EXPECT_TRUE(spool_is_empty());
    EXPECT_THAT(faults_, testing::ElementsAre(HasSubstr("no database")));
}

TEST_F(ServerTest, ASlowJudgementHoldsNobodyUpAndIsNotTheClientsLateness)
{
    options_.limits.header_time_max = 20ms;
    options_.limits.body_time_max = 20ms;
    options_.inline_handler = [](const Request& request) {
        return request.path == "/health" ? std::optional(text_response("well")) : std::nullopt;
    };
    options_.denial = [this](const Request&) -> std::optional<Response> {
        gate_.wait();
        return std::nullopt;
    };
    Client judged(serve());
    judged.say(posted("/upload", "begin"));
    gate_.await(1);
    EXPECT_EQ(body_of(ask("GET /health" + host + "\r\n")), "well");
    std::this_thread::sleep_for(50ms); // longer than any step may take a client
    gate_.open();
    EXPECT_THAT(body_of(judged.hear()), StartsWith("5 "));
}

TEST_F(ServerTest, WhereNoWorkerIsLeftNoFileIsTaken)
{
    options_.workers = 1;
    options_.limits.queue_max = 1;
    options_.denial = [](const Request&) -> std::optional<Response> { return std::nullopt; };
    Client running(serve());
    running.say("GET /wait" + host + "\r\n");
    gate_.await(1);
    Client waiting(*server_);
    waiting.say("GET /waiting" + host + "\r\n");
    const auto busy = ask(posted("/upload", "begin"));
    EXPECT_THAT(busy, StartsWith("HTTP/1.1 503"));
    EXPECT_THAT(busy, HasSubstr("Retry-After: 1\r\n"));
    EXPECT_TRUE(spool_is_empty());
    gate_.open();
    EXPECT_EQ(body_of(waiting.hear()), "GET /waiting ");
}

} // namespace
} // namespace kvitt::http
