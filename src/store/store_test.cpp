#include "store/db.h"
#include "store/leases.h"
#include "store/lock.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

using namespace kvitt;

namespace
{

struct Row
{
    std::string name;
    std::string holder;
    Instant until_at;
    std::int64_t fence = 0;
};
BOOST_DESCRIBE_STRUCT(Row, (), (name, holder, until_at, fence))

const Author nobody = author_of(ActorKind::system);

Row row(const std::string& name) { return {name, "h", Instant(5), 1}; }

std::int64_t count(Db& db)
{
    static const Sql sql("test::count", "SELECT count(*) FROM store_leases");
    return db.read([](Read& read) { return read.value<std::int64_t>(sql); });
}

} // namespace

TEST(Store, RowsComeBackByName)
{
    static const Sql sql("test::find",
                         "SELECT fence, until_at, holder, name FROM store_leases WHERE name = $1");
    const auto db = Db::open_for_test();
    db->write(nobody, [](Tx& tx) { tx.insert("store_leases", row("å;'\"$1")); });
    const auto found = db->read([](Read& read) { return read.try_one<Row>(sql, "å;'\"$1"); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->name, "å;'\"$1");
    EXPECT_EQ(found->until_at, Instant(5));
}

TEST(Store, ARefusedVerbLeavesNothingAndItsNeighboursEverything)
{
    const auto db = Db::open_for_test();
    std::atomic<int> refused{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 8; ++thread)
        threads.emplace_back([&, thread] {
            for (int i = 0; i < 50; ++i)
                try
                {
                    db->write(nobody, [&](Tx& tx) {
                        tx.insert("store_leases", row(std::to_string(thread) + "-" + std::to_string(i)));
                        if (i % 5 == 0)
                            throw Invalid("not this one");
                    });
                }
                catch (const Invalid&)
                {
                    ++refused;
                }
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(refused, 80);
    EXPECT_EQ(count(*db), 320);
}

TEST(Store, ManyRowsInOneStatement)
{
    const auto db = Db::open_for_test();
    db->write(nobody, [](Tx& tx) {
        std::vector<Row> rows;
        for (int i = 0; i < 37; ++i)
            rows.push_back(row(std::to_string(i)));
        tx.insert_all("store_leases", rows);
    });
    EXPECT_EQ(count(*db), 37);
}

TEST(Store, ASnapshotDoesNotSeeLaterCommits)
{
    static const Sql sql("test::count_again", "SELECT count(*) FROM store_leases");
    const auto db = Db::open_for_test();
    db->read([&](Read& read) {
        EXPECT_EQ(read.value<std::int64_t>(sql), 0);
        db->write(nobody, [](Tx& tx) { tx.insert("store_leases", row("x")); });
        EXPECT_EQ(read.value<std::int64_t>(sql), 0);
    });
    EXPECT_EQ(count(*db), 1);
}

TEST(Store, BusinessTimeMovesForwardOnlyAndOnlyWhereAllowed)
{
    const auto db = Db::open_for_test();
    const Instant far = machine_now() + std::chrono::hours(24 * 400);
    db->write(nobody, [&](Tx& tx) { tx.move_clock(far); });
    db->read([&](Read& read) { EXPECT_GE(read.now(), far); });
    EXPECT_THROW(db->write(nobody, [&](Tx& tx) { tx.move_clock(far - std::chrono::hours(1)); }), Refused);
    db->write(nobody, [](Tx& tx) { tx.set_clock_movable(false); });
    EXPECT_THROW(db->write(nobody, [&](Tx& tx) { tx.move_clock(far + std::chrono::hours(1)); }), Refused);
}

TEST(Store, ALeaseHasOneHolderAndTheFenceRises)
{
    const auto db = Db::open_for_test();
    const auto take = [&](const char* holder, int seconds) {
        return db->write(nobody, [&](Tx& tx) {
            return store::take_lease(tx, "job", holder, std::chrono::seconds(seconds));
        });
    };
    const auto first = take("a", 60);
    ASSERT_TRUE(first);
    EXPECT_FALSE(take("b", 60));
    EXPECT_TRUE(take("a", -1)); // runs out at once
    const auto second = take("b", 60);
    ASSERT_TRUE(second);
    EXPECT_GT(second->fence, first->fence);
    EXPECT_THROW(db->write(nobody, [&](Tx& tx) { store::check_lease(tx, *first); }), Bug);
}

TEST(Store, TheJournalCannotBeChanged)
{
    static const Sql event(
        "test::event",
        "INSERT INTO events VALUES (1, 0, 0, 'k', 'system', 0, '', '', NULL, NULL, NULL, '{}')");
    static const Sql change("test::change", "UPDATE events SET kind = 'other'");
    const auto db = Db::open_for_test();
    db->write(nobody, [](Tx& tx) { tx.run(event); });
    EXPECT_ANY_THROW(db->write(nobody, [](Tx& tx) { tx.run(change); }));
}

TEST(Store, MigratingAgainChangesNothing)
{
    const auto db = Db::open_for_test();
    EXPECT_NO_THROW(db->migrate());
}

TEST(Store, OneProcessHoldsTheLock)
{
    const std::string path = testing::TempDir() + "kvitt-lock-test";
    auto first = store::FileLock::try_take(path);
    ASSERT_TRUE(first);
    EXPECT_FALSE(store::FileLock::try_take(path));
    first.reset();
    EXPECT_TRUE(store::FileLock::try_take(path));
}
