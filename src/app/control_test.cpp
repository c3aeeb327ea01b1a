#include "app/control.h"

#include "base/secret.h"
#include "store/engine.h"

#include <gtest/gtest.h>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>

using namespace kvitt;
using namespace kvitt::app;

namespace
{

class ControlTest : public testing::Test
{
  protected:
    ControlTest() : folder_(std::filesystem::temp_directory_path() / ("kvitt-control-" + random_token(9)))
    {
        std::filesystem::create_directories(folder_);
    }
    ~ControlTest() override { std::filesystem::remove_all(folder_); }

    std::string path() const { return control_path((folder_ / "kvitt.db").string()); }
    ControlRequest request() const
    {
        return {(folder_ / "kvitt.db").string(), {"load", "å b\n.json"}, "/somewhere", "line\nline"};
    }
    static ControlAnswer echo(const ControlRequest& asked)
    {
        return {json_text(to_json(asked)), "said\n", 1};
    }

    std::filesystem::path folder_;
};

} // namespace

TEST_F(ControlTest, NobodyListensIsNoAnswer) { EXPECT_FALSE(call_server(path(), request())); }

TEST_F(ControlTest, ARequestComesWholeAndItsAnswerBack)
{
    const ControlServer server(path(), echo);
    const auto answer = call_server(path(), request());
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->exit_code, 1);
    EXPECT_EQ(answer->messages, "said\n");
    const auto asked = from_json<ControlRequest>(parse_json(answer->output));
    EXPECT_EQ(asked.arguments, request().arguments);
    EXPECT_EQ(asked.input, "line\nline");
    EXPECT_TRUE(call_server(path(), request())) << "a second caller";
}

TEST_F(ControlTest, OnlyTheOwnerMayConnect)
{
    const ControlServer server(path(), echo);
    struct stat found;
    ASSERT_EQ(::stat(path().c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600U);
}

TEST_F(ControlTest, ASocketLeftByACrashIsReplacedAndALivingOneIsNot)
{
    {
        const int left = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        ASSERT_LT(path().size(), sizeof address.sun_path);
        std::strcpy(address.sun_path, path().c_str());
        ASSERT_EQ(::bind(left, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
        ::close(left);
    }
    const ControlServer server(path(), echo);
    EXPECT_TRUE(call_server(path(), request()));
    EXPECT_THROW(ControlServer(path(), echo), store::Unavailable);
    EXPECT_TRUE(call_server(path(), request())) << "the first one still answers";
}

TEST_F(ControlTest, APathLongerThanASocketsAddressWorks)
{
    folder_ /= std::string(120, 'd');
    std::filesystem::create_directories(folder_);
    const ControlServer server(path(), echo);
    EXPECT_TRUE(call_server(path(), request()));
    folder_ = folder_.parent_path();
}

TEST_F(ControlTest, WhatIsTooLargeIsNotSent)
{
    const ControlServer server(path(), echo);
    ControlRequest large = request();
    large.input.assign(control_request_bytes_max, 'x');
    const auto answer = call_server(path(), large);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->exit_code, 2);
}

TEST_F(ControlTest, ACommandThatThrowsAndALineThatIsNoRequestAreAnswered)
{
    const ControlServer server(
        path(), [](const ControlRequest&) -> ControlAnswer { throw store::Unavailable("gone"); });
    EXPECT_EQ(call_server(path(), request())->exit_code, 3);

    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strcpy(address.sun_path, path().c_str());
    ASSERT_EQ(::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ASSERT_EQ(::send(socket, "{}\n", 3, 0), 3);
    char answer[200] = {};
    EXPECT_GT(::recv(socket, answer, sizeof answer - 1, 0), 0);
    EXPECT_NE(std::string(answer).find("\"exit_code\":2"), std::string::npos) << answer;
    ::close(socket);
}
