#include "app/inbox.h"

#include "app/jobs.h"
#include "app/test_programme.h"
#include "base/secret.h"
#include "demo/bank.h"
#include "payments/payments.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace kvitt;
using namespace kvitt::app;
namespace fs = std::filesystem;

namespace
{

const Author operator_author = author_of(ActorKind::system);

class InboxTest : public testing::Test
{
  protected:
    InboxTest()
        : db_(Db::open_for_test()),
          folder_(fs::temp_directory_path() / ("kvitt-inbox-" + random_token(9)))
    {
        fs::create_directories(folder_ / "made");
        load(*db_, operator_author, programme_without_passwords());
        inbox_ = std::make_unique<Inbox>((folder_ / "inbox").string(), (folder_ / "files").string());
    }
    ~InboxTest() override { fs::remove_all(folder_); }

    fs::path in(const std::string& name) const { return folder_ / "inbox" / name; }
    void put(const std::string& name, const std::string& text)
    {
        std::ofstream(in(name), std::ios::binary) << text;
    }
    // A statement with one transfer that names no order.
    std::string statement(std::int64_t amount)
    {
        demo::SandboxBank bank(folder_.string(), (folder_ / "made").string());
        const auto account =
            db_->read([](Read& read) { return catalogue::find_receiving_account(read, "sek"); });
        const Date day = Date::of(2026, 3, 2);
        const auto sent = bank.send(
            account, {"hello", Money(amount, Currency::parse("SEK")), day, day, {}, {}, {}}, Instant(0));
        std::ifstream from(folder_ / "made" / sent.file);
        std::ostringstream text;
        text << from.rdbuf();
        return text.str();
    }
    // Looks now, and again when everything has been quiet long enough.
    std::int64_t settle()
    {
        now_ += std::chrono::minutes(5);
        std::int64_t taken = inbox_->scan(*db_, now_);
        now_ += Inbox::quiet_time;
        return taken + inbox_->scan(*db_, now_);
    }
    std::size_t receipts()
    {
        return db_->read([](Read& read) { return payments::list(read, {}).size(); });
    }
    std::size_t files_in(const char* folder) const
    {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(in(folder)), fs::directory_iterator()));
    }

    std::unique_ptr<Db> db_;
    fs::path folder_;
    std::unique_ptr<Inbox> inbox_;
    Inbox::Clock::time_point now_{};
};

} // namespace

TEST_F(InboxTest, UnfinishedAndHiddenNamesAreLeftAlone)
{
    EXPECT_TRUE(Inbox::is_ignored("may.xml.part"));
    EXPECT_TRUE(Inbox::is_ignored("MAY.TMP"));
    EXPECT_TRUE(Inbox::is_ignored(".may.xml"));
    EXPECT_FALSE(Inbox::is_ignored("may.partial"));
    put("a.xml.part", statement(100));
    put(".b.xml", statement(200));
    fs::create_directory(in("folder.xml"));
    fs::create_symlink(in("a.xml.part"), in("link.xml"));
    EXPECT_EQ(settle(), 0);
    EXPECT_TRUE(fs::exists(in("a.xml.part")));
}

TEST_F(InboxTest, AFileIsTakenOnlyWhenItHasBeenStill)
{
    put("may.xml", statement(100));
    EXPECT_EQ(inbox_->scan(*db_, now_), 0);
    EXPECT_TRUE(inbox_->waits());
    EXPECT_EQ(inbox_->scan(*db_, now_ + Inbox::quiet_time - std::chrono::milliseconds(1)), 0);
    std::ofstream(in("may.xml"), std::ios::app) << "\n";
    EXPECT_EQ(inbox_->scan(*db_, now_ + Inbox::quiet_time), 0) << "it grew";
    EXPECT_EQ(inbox_->scan(*db_, now_ + Inbox::quiet_time * 2), 1);
    EXPECT_FALSE(fs::exists(in("may.xml")));
    EXPECT_TRUE(fs::exists(in("done/may.xml")));
    EXPECT_FALSE(inbox_->waits());
    EXPECT_EQ(receipts(), 1U);
}

TEST_F(InboxTest, WhatIsRefusedLiesBesideItsReason)
{
    put("may.xml", "<Document>not a statement");
    EXPECT_EQ(settle(), 1);
    EXPECT_TRUE(fs::exists(in("refused/may.xml")));
    std::ifstream reason(in("refused/may.xml.reason.txt"));
    std::string first;
    std::getline(reason, first);
    EXPECT_FALSE(first.empty());
    EXPECT_EQ(receipts(), 0U);
}

TEST_F(InboxTest, NothingIsEverOverwritten)
{
    put("done/may.xml", "kept");
    put("refused/bad.xml", "kept");
    put("may.xml", statement(100));
    put("bad.xml", "no");
    EXPECT_EQ(settle(), 2);
    EXPECT_TRUE(fs::exists(in("done/may-2.xml")));
    EXPECT_TRUE(fs::exists(in("refused/bad-2.xml")));
    EXPECT_TRUE(fs::exists(in("refused/bad-2.xml.reason.txt")));
    EXPECT_EQ(fs::file_size(in("done/may.xml")), 4U);
    EXPECT_EQ(fs::file_size(in("refused/bad.xml")), 4U);
}

TEST_F(InboxTest, TheSameFileAgainChangesNothing)
{
    const std::string text = statement(100);
    put("may.xml", text);
    settle();
    put("again.xml", text); // another node, or a crash between import and move
    EXPECT_EQ(settle(), 1);
    EXPECT_EQ(receipts(), 1U);
    EXPECT_EQ(files_in("done"), 2U);
    EXPECT_EQ(files_in("refused"), 0U);
}

TEST_F(InboxTest, AReasonLeftByACrashDoesNotStandInTheWay)
{
    put("refused/bad.xml.reason.txt", "left behind");
    put("bad.xml", "no");
    EXPECT_EQ(settle(), 1);
    EXPECT_TRUE(fs::exists(in("refused/bad-2.xml")));
}

TEST_F(InboxTest, AFileThatCannotBeMovedIsNotReadOverAndOver)
{
    fs::remove_all(in("done"));
    put("done", "a file where the folder should be");
    put("may.xml", statement(100));
    now_ += std::chrono::minutes(5);
    settle();
    EXPECT_TRUE(fs::exists(in("may.xml")));
    EXPECT_EQ(receipts(), 1U);
    EXPECT_EQ(inbox_->scan(*db_, now_ + std::chrono::seconds(10)), 0);
    fs::remove(in("done"));
    fs::create_directory(in("done"));
    EXPECT_EQ(inbox_->scan(*db_, now_ + Inbox::retry_time + Inbox::quiet_time), 1);
    EXPECT_EQ(receipts(), 1U);
}

TEST_F(InboxTest, RunningAllJobsTakesWhatLiesThereAndSealsWhatHappened)
{
    Configuration configuration;
    configuration.inbox = (folder_ / "inbox").string();
    configuration.files = (folder_ / "files").string();
    JobRunner runner(*db_, configuration);
    for (const JobReport& report : runner.run_all())
        EXPECT_FALSE(report.fault) << report.name << ": " << *report.fault;
    const auto sealed = db_->read([](Read& read) { return events::list_after(read, 0, 10).size(); });
    EXPECT_GT(sealed, 0U);
    EXPECT_EQ(runner.run_all().back().done, 0) << "nothing is left to seal";
}
