#include "store/files.h"

#include "base/clock.h"
#include "base/secret.h"
#include "store/engine.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sys/stat.h>
#include <thread>

using namespace kvitt;
using namespace kvitt::store;
using testing::ElementsAre;
using testing::IsEmpty;

namespace fs = std::filesystem;

namespace
{

const std::chrono::hours day{24};

class KeptFiles : public testing::Test
{
  protected:
    ~KeptFiles() override { fs::remove_all(top_); }

    std::vector<std::string> names() const
    {
        std::set<std::string> found;
        for (const auto& entry : fs::directory_iterator(folder_))
            found.insert(entry.path().filename().string());
        return {found.begin(), found.end()};
    }
    std::string put(const std::string& bytes)
    {
        auto file = IncomingFile::write(bytes, folder_);
        file.keep();
        return file.sha256();
    }
    void make_old(const std::string& name)
    {
        fs::last_write_time(fs::path(folder_) / name, fs::file_time_type::clock::now() - 2 * day);
    }
    std::int64_t sweep_old(const std::set<std::string>& known = {}) const
    {
        return sweep(folder_, machine_now() - day,
                     [&](const std::string& name) { return known.contains(name); });
    }

    fs::path top_ = fs::temp_directory_path() / ("kvitt-files-" + random_token(9));
    std::string folder_ = (top_ / "files" / "proofs").string();
};

} // namespace

TEST_F(KeptFiles, AreNamedByTheirBytesAndNothingElseIsLeft)
{
    const std::string bytes("a\0b", 3);
    EXPECT_EQ(put(bytes), sha256_hex(bytes));
    EXPECT_THAT(names(), ElementsAre(sha256_hex(bytes)));
    EXPECT_EQ(read_kept(folder_, sha256_hex(bytes)), bytes);
    EXPECT_EQ(put(bytes), sha256_hex(bytes)); // the same again is the same file
    EXPECT_THAT(names(), ElementsAre(sha256_hex(bytes)));
    struct stat status = {};
    ASSERT_EQ(::stat(kept_path(folder_, sha256_hex(bytes)).c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST_F(KeptFiles, AFileThatIsNotKeptLeavesNothing)
{
    {
        const auto file = IncomingFile::write("not kept", folder_);
        EXPECT_EQ(names().size(), 1U);
        EXPECT_EQ(file.bytes(), 8);
    }
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(KeptFiles, ACopyIsRefusedAboveItsLimitAndLeavesNothing)
{
    fs::create_directories(top_);
    const std::string source = (top_ / "source").string();
    std::ofstream(source) << "12345";
    EXPECT_FALSE(IncomingFile::copy(source, folder_, 4));
    EXPECT_FALSE(IncomingFile::copy(source + "-absent", folder_, 4));
    EXPECT_FALSE(IncomingFile::copy(top_.string(), folder_, 4));
    EXPECT_THAT(names(), IsEmpty());
    auto copy = IncomingFile::copy(source, folder_, 5);
    ASSERT_TRUE(copy);
    EXPECT_EQ(copy->sha256(), sha256_hex("12345"));
    copy->keep();
    EXPECT_EQ(read_kept(folder_, copy->sha256()), "12345");
}

TEST_F(KeptFiles, BytesThatRottedOrWentAreNotGivenOut)
{
    const std::string name = put("whole");
    std::ofstream(kept_path(folder_, name), std::ios::binary) << "wholE";
    EXPECT_THROW(read_kept(folder_, name), Unavailable);
    fs::remove(kept_path(folder_, name));
    EXPECT_THROW(read_kept(folder_, name), Unavailable);
}

TEST_F(KeptFiles, AFolderThatCannotBeWrittenIsUnavailable)
{
    fs::create_directories(top_);
    std::ofstream(top_ / "files") << "a file where the folder should be";
    EXPECT_THROW(IncomingFile::write("x", folder_), Unavailable);
}

TEST_F(KeptFiles, OldFilesThatNobodyKnowsAreSwept)
{
    const std::string known = put("known");
    const std::string orphan = put("orphan");
    const std::string fresh = put("fresh");
    std::ofstream(fs::path(folder_) / "crashed.part") << "half";
    for (const std::string& name : {known, orphan, std::string("crashed.part")})
        make_old(name);
    EXPECT_EQ(sweep_old({known}), 2);
    EXPECT_THAT(names(), testing::UnorderedElementsAre(known, fresh));
    EXPECT_EQ(sweep_old({known}), 0);
    EXPECT_EQ(sweep(folder_ + "-absent", machine_now(), [](const std::string&) { return false; }), 0);
}

TEST_F(KeptFiles, AFileThatComesAgainWhileItIsSweptStays)
{
    const std::string name = put("again");
    make_old(name);
    int asked = 0;
    // Kept again between the look at its age and the setting aside.
    const auto swept = sweep(folder_, machine_now() - day, [&](const std::string&) {
        if (asked++ == 0)
            put("again");
        return false;
    });
    EXPECT_EQ(swept, 0);
    EXPECT_EQ(read_kept(folder_, name), "again");
    // Its row came in that moment.
    make_old(name);
    asked = 0;
    EXPECT_EQ(sweep(folder_, machine_now() - day, [&](const std::string&) { return asked++ > 0; }), 0);
    EXPECT_EQ(read_kept(folder_, name), "again");
}

TEST_F(KeptFiles, ASweepThatCrashedIsMendedByTheNext)
{
    const std::string known = put("known");
    const std::string orphan = put("orphan");
    for (const std::string& name : {known, orphan})
    {
        make_old(name);
        fs::rename(kept_path(folder_, name), kept_path(folder_, name) + ".swept");
    }
    EXPECT_EQ(sweep_old({known}), 1);
    EXPECT_THAT(names(), ElementsAre(known));
}

TEST_F(KeptFiles, OneFileFromManyThreadsWhileItIsSwept)
{
    std::atomic<bool> done{false};
    std::thread sweeper([&] {
        while (!done)
            sweep(folder_, machine_now() - day, [](const std::string&) { return false; });
    });
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 4; ++writer)
        writers.emplace_back([&] {
            for (int round = 0; round < 20; ++round)
                put("the same bytes");
        });
    for (auto& writer : writers)
        writer.join();
    done = true;
    sweeper.join();
    EXPECT_THAT(names(), ElementsAre(sha256_hex("the same bytes")));
}
