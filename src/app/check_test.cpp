#include "app/check.h"

#include "app/jobs.h"
#include "app/test_programme.h"
#include "base/secret.h"
#include "demo/situations.h"

#include <gtest/gtest.h>

#include <filesystem>

using namespace kvitt;
using namespace kvitt::app;

namespace
{

// A database with the demo's past in it: orders paid, expired, credit kept.
class CheckTest : public testing::Test
{
  protected:
    CheckTest()
        : db_(Db::open_for_test()),
          folder_(std::filesystem::temp_directory_path() / ("kvitt-check-" + random_token(9)))
    {
        std::filesystem::create_directories(folder_ / "history");
        load(*db_, author_of(ActorKind::system), programme_without_passwords());
        demo::SandboxBank bank(folder_.string(), (folder_ / "history").string());
        demo::make_situations({*db_, bank, (folder_ / "history").string(), (folder_ / "files").string()});
        JobRunner(*db_, Configuration{}).run_all();
    }
    ~CheckTest() override { std::filesystem::remove_all(folder_); }

    // The names of the checks that find something after the damage.
    std::vector<std::string> wrong_after(const Sql& damage)
    {
        db_->write(author_of(ActorKind::system), [&](Tx& tx) { tx.run(damage); });
        std::vector<std::string> wrong;
        const CheckReport report = db_->read([](Read& read) { return check(read); });
        for (const CheckResult& one : report.checks)
            if (!one.ok)
            {
                EXPECT_FALSE(one.rows.empty());
                wrong.push_back(one.name);
            }
        EXPECT_EQ(report.ok, wrong.empty());
        return wrong;
    }
    bool finds(const std::vector<std::string>& wrong, const std::string& name)
    {
        return std::find(wrong.begin(), wrong.end(), name) != wrong.end();
    }

    std::unique_ptr<Db> db_;
    std::filesystem::path folder_;
};

} // namespace

TEST_F(CheckTest, TheDemosBooksAreInOrder)
{
    const CheckReport report = db_->read([](Read& read) { return check(read); });
    EXPECT_TRUE(report.ok) << json_text(to_json(report));
    EXPECT_GE(report.checks.size(), 5U);
}

TEST_F(CheckTest, APostingTooMuchIsFound)
{
    static const Sql sql("test::damage_journal",
                         "INSERT INTO ledger_postings (journal_transaction, line, account, currency, amount) "
                         "SELECT id, 99, 'bank-other', 'SEK', 1 FROM ledger_transactions LIMIT 1");
    EXPECT_TRUE(finds(wrong_after(sql), "journal_balances"));
}

TEST_F(CheckTest, AnAllocationThatGrewIsFound)
{
    static const Sql sql("test::damage_allocation", "UPDATE payments_allocations SET amount = amount + 1");
    const auto wrong = wrong_after(sql);
    EXPECT_TRUE(finds(wrong, "receipts_add_up"));
    EXPECT_TRUE(finds(wrong, "orders_paid"));
}

TEST_F(CheckTest, AnActiveOrderWithoutItsMoneyIsFound)
{
    static const Sql sql("test::damage_order",
                         "UPDATE orders_orders SET state = 'active' WHERE state = 'expired'");
    EXPECT_TRUE(finds(wrong_after(sql), "orders_paid"));
}

TEST_F(CheckTest, AnEventThatIsNeitherSealedNorWaitingIsFound)
{
    static const Sql sql(
        "test::damage_events",
        "INSERT INTO events (id, at, machine_at, kind, actor_kind, actor_id, actor_name, request_id, body) "
        "VALUES (1, 0, 0, 'forged', 'user', 0, '', '', '{}')");
    EXPECT_TRUE(finds(wrong_after(sql), "events_sealed"));
}
