#include "orders/scan.h"

#include "base/secret.h"

#include <gtest/gtest.h>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <thread>

using namespace kvitt;
using namespace kvitt::orders;

namespace
{

const ScanLimits quick{std::chrono::milliseconds(300), std::chrono::milliseconds(300)};

// A clamd that takes one connection, and answers as it is told once the stream has ended.
class FakeClamd
{
  public:
    using Answer = std::function<std::string(const std::string& streamed)>;
    explicit FakeClamd(Answer answer)
        : path_((std::filesystem::temp_directory_path() / ("clamd-" + random_token(6))).string()),
          listener_(::socket(AF_UNIX, SOCK_STREAM, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::copy(path_.begin(), path_.end(), std::begin(address.sun_path));
        ::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof(address));
        ::listen(listener_, 1);
        thread_ = std::thread([this, answer = std::move(answer)] { serve(answer); });
    }
    ~FakeClamd()
    {
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
        std::filesystem::remove(path_);
    }
    FakeClamd(const FakeClamd&) = delete;
    FakeClamd& operator=(const FakeClamd&) = delete;

    ScanAddress address() const { return ScanAddress::parse("unix:" + path_); }

  private:
    void serve(const Answer& answer) const
    {
        const int peer = ::accept(listener_, nullptr, nullptr);
        if (peer < 0)
            return;
        const std::string said = answer(streamed(peer));
        ::send(peer, said.data(), said.size(), MSG_NOSIGNAL);
        ::close(peer);
    }

    static bool receive(int peer, std::string& to, std::size_t size)
    {
        to.resize(size);
        return size == 0 || ::recv(peer, to.data(), size, MSG_WAITALL) == static_cast<ssize_t>(size);
    }

    // What was sent between the command and the empty chunk.
    static std::string streamed(int peer)
    {
        std::string out;
        std::string piece;
        if (!receive(peer, piece, 10) || piece != std::string("zINSTREAM\0", 10))
            return "not the command: " + piece;
        for (;;)
        {
            if (!receive(peer, piece, 4))
                return "cut off";
            std::size_t size = 0;
            for (const char c : piece)
                size = size << 8 | static_cast<unsigned char>(c);
            if (size == 0)
                return out;
            if (!receive(peer, piece, size))
                return "cut off";
            out += piece;
        }
    }

    std::string path_;
    int listener_;
    std::thread thread_;
};

std::string ended(std::string text) { return text.append(1, '\0'); }

void expect_unavailable(const std::function<void()>& ask)
{
    try
    {
        ask();
        FAIL() << "an answer was taken";
    }
    catch (const Refused& refused)
    {
        EXPECT_STREQ(refused.refusal().code, "scan_unavailable");
    }
}

} // namespace

TEST(Scan, ACleanFileIsCleanAndWasSentWhole)
{
    std::string file(300'000, '\0');
    for (std::size_t at = 0; at < file.size(); ++at)
        file[at] = static_cast<char>(at * 31 >> 3);
    std::string came;
    {
        const FakeClamd clamd([&](const std::string& streamed) {
            came = streamed;
            return ended("stream: OK");
        });
        EXPECT_EQ(virus_in(file, clamd.address()), std::nullopt);
    }
    EXPECT_EQ(came, file);
}

TEST(Scan, AVirusIsCalledByItsName)
{
    const FakeClamd clamd([](const std::string&) { return ended("stream: Eicar-Test-Signature FOUND"); });
    EXPECT_EQ(virus_in("x", clamd.address()), "Eicar-Test-Signature");
}

TEST(Scan, AnythingElseIsNoAnswer)
{
    for (const std::string& said :
         {ended("INSTREAM size limit exceeded. ERROR"), ended("stream: "), ended("stream:  FOUND"), ended(""),
          std::string("stream: OK"), std::string(), ended("stream: \xff\xfe FOUND"), ended("OK"),
          ended("stream: lstat() failed ERROR"), std::string(10'000, 'x')})
    {
        const FakeClamd clamd([&](const std::string&) { return said; });
        expect_unavailable([&] { virus_in("x", clamd.address(), quick); });
    }
}

TEST(Scan, NobodyThereOrNobodyAnswering)
{
    expect_unavailable([] { virus_in("x", ScanAddress::parse("unix:/nowhere/clamd"), quick); });
    expect_unavailable([] { virus_in("x", ScanAddress::parse("127.0.0.1:1"), quick); });
    const FakeClamd slow([](const std::string&) {
        std::this_thread::sleep_for(std::chrono::milliseconds(900));
        return ended("stream: OK");
    });
    expect_unavailable([&] { virus_in("x", slow.address(), quick); });
}

TEST(Scan, AddressesAreReadAtTheStart)
{
    EXPECT_EQ(ScanAddress::parse("unix:/run/clamav/clamd.ctl").path(), "/run/clamav/clamd.ctl");
    EXPECT_EQ(ScanAddress::parse("scan.example:3310").host(), "scan.example");
    EXPECT_EQ(ScanAddress::parse("[::1]:3310").host(), "::1");
    EXPECT_EQ(ScanAddress::parse("[::1]:3310").port(), "3310");
    for (const char* wrong : {"", "clamd", "unix:", "unix:relative", ":3310", "host:", "host:port"})
        EXPECT_THROW(ScanAddress::parse(wrong), Invalid) << wrong;
    EXPECT_THROW(ScanAddress::parse("unix:/" + std::string(200, 'x')), Invalid);
}
