#include "store/db.h"
#include "store/leases.h"
#include "store/lock.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <filesystem>
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

// The fence of a lease as something derived from rows, and how often it was derived.
const Sql& fence_version()
{
    static const Sql sql("test::fence", "SELECT fence FROM store_leases WHERE name = 'kept'");
    return sql;
}

int times_made = 0;

std::int64_t make_fence(Read& read)
{
    ++times_made;
    return read.value<std::int64_t>(fence_version());
}

std::int64_t kept_fence(Read& read) { return read.kept<std::int64_t>(fence_version(), make_fence); }

void set_fence(Tx& tx, std::int64_t fence)
{
    static const Sql sql("test::set_fence", "UPDATE store_leases SET fence = $1 WHERE name = 'kept'");
    tx.run(sql, fence);
    tx.forget_kept(fence_version());
}

// What is wrong with a statement's plan, in words.
std::string faults_of(Db& db, const Sql& sql)
{
    std::string faults;
    for (const store::PlanStep& step : db.plan(sql))
        faults.append(step.reads_all ? "reads_all " : "").append(step.sorts ? "sorts " : "");
    return faults;
}

} // namespace

TEST(Store, AKeptValueIsMadeAgainOnlyAfterAChange)
{
    const auto db = Db::open_for_test();
    const auto read_in_verb = [&] { return db->write(nobody, [](Tx& tx) { return kept_fence(tx); }); };
    db->write(nobody, [](Tx& tx) { tx.insert("store_leases", row("kept")); });
    times_made = 0;
    EXPECT_EQ(read_in_verb(), 1);
    EXPECT_EQ(read_in_verb(), 1);
    EXPECT_EQ(times_made, 1);
    db->write(nobody, [](Tx& tx) {
        EXPECT_EQ(kept_fence(tx), 1);
        set_fence(tx, 2);
        EXPECT_EQ(kept_fence(tx), 2);
    });
    EXPECT_EQ(read_in_verb(), 2);
    EXPECT_EQ(times_made, 2);
    EXPECT_EQ(db->read(kept_fence), 2); // another connection makes its own
}

TEST(Store, AKeptValueOfARefusedVerbIsNotBelieved)
{
    const auto db = Db::open_for_test();
    db->write(nobody, [](Tx& tx) { tx.insert("store_leases", row("kept")); });
    const auto change_and_refuse = [&] {
        db->write(nobody, [](Tx& tx) {
            set_fence(tx, 7);
            EXPECT_EQ(kept_fence(tx), 7);
            throw Invalid("not this one");
        });
    };
    EXPECT_THROW(change_and_refuse(), Invalid);
    EXPECT_EQ(db->write(nobody, [](Tx& tx) { return kept_fence(tx); }), 1);
}

// The first verb of a batch has no savepoint, the second one has; each alone is undone.
TEST(Store, AVerbThatFailsAloneLeavesNothing)
{
    const auto db = Db::open_for_test();
    const auto fail = [&] {
        db->write(nobody, [](Tx& tx) {
            tx.insert("store_leases", row("x"));
            throw Invalid("not this one");
        });
    };
    EXPECT_THROW(fail(), Invalid);
    EXPECT_EQ(count(*db), 0);
    db->write(nobody, [](Tx& tx) { tx.insert("store_leases", row("y")); });
    EXPECT_EQ(count(*db), 1);
}

TEST(Store, TheLogIsCopiedAndBegunAnew)
{
    const std::filesystem::path folder = testing::TempDir() + "kvitt-log-test";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    store::SqliteOptions options;
    options.path = (folder / "kvitt.db").string();
    options.checkpoint_pages = 20;
    options.log_pages_max = 100;
    static const Sql insert("test::insert_text", "INSERT INTO texts (text) VALUES ($1)");
    const std::string text(40'000, 'x'); // ten pages
    {
        const auto engine = store::open_sqlite(options);
        engine->write([](store::Connection& db) { db.script("CREATE TABLE texts (text TEXT NOT NULL)"); });
        for (int i = 0; i < 200; ++i)
            engine->write([&](store::Connection& db) {
                const std::array<store::Value, 1> values{std::string_view(text)};
                store::Cursor& cursor = db.run(insert, values);
                cursor.next();
                cursor.done();
            });
        constexpr std::uintmax_t page_bytes = 4'200; // with its frame in the log
        EXPECT_LT(std::filesystem::file_size(options.path + "-wal"), page_bytes * 200);
    }
    EXPECT_GT(std::filesystem::file_size(options.path), 200 * text.size());
    std::filesystem::remove_all(folder);
}

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

TEST(Plan, TellsWhatReadsAllAndWhatSorts)
{
    const auto db = Db::open_for_test();
    static const Sql by_key("test::by_key", "SELECT fence FROM store_leases WHERE name = $1");
    static const Sql without_index("test::without_index", "SELECT name FROM store_leases WHERE fence = $1");
    static const Sql whole_index("test::whole_index", "SELECT name FROM store_leases ORDER BY name");
    static const Sql sorted("test::sorted", "SELECT name FROM store_leases WHERE name > $1 ORDER BY fence");
    static const Sql grouped("test::grouped",
                             "SELECT holder FROM store_leases WHERE name > $1 GROUP BY holder");
    static const Sql index_made("test::index_made", R"(
        SELECT e.id FROM store_leases l JOIN events e ON e.kind = l.holder
        WHERE l.name = $1 AND e.receipt > $2)");
    static const Sql subquery("test::subquery", R"(
        SELECT fence FROM (SELECT fence, count(*) AS n FROM store_leases WHERE name = $1 LIMIT 5) some
        WHERE n > 0)");
    static const Sql within_subquery("test::within_subquery", R"(
        SELECT name FROM store_leases WHERE name = $1 AND EXISTS (SELECT 1 FROM events WHERE kind = 'x'))");
    static const Sql change("test::change_all", "UPDATE store_leases SET fence = 0 WHERE holder = $1");
    static const Sql values("test::values", "SELECT 1 WHERE $1 = 2");
    EXPECT_EQ(faults_of(*db, by_key), "");
    EXPECT_EQ(faults_of(*db, without_index), "reads_all ");
    EXPECT_EQ(faults_of(*db, whole_index), "reads_all ");
    EXPECT_EQ(faults_of(*db, sorted), "sorts ");
    EXPECT_EQ(faults_of(*db, grouped), "sorts ");
    EXPECT_NE(faults_of(*db, index_made), "");
    EXPECT_EQ(faults_of(*db, subquery), "");
    EXPECT_EQ(faults_of(*db, within_subquery), "reads_all ");
    EXPECT_EQ(faults_of(*db, change), "reads_all ");
    EXPECT_EQ(faults_of(*db, values), "");
}

TEST(Plan, CostsAreThoseOfTheRunsSinceTheLastQuestion)
{
    static const Sql by_key("test::cost_by_key", "SELECT count(*) FROM store_leases WHERE name = $1");
    static const Sql by_fence("test::cost_by_fence", R"(
        SELECT name, holder, until_at, fence FROM store_leases WHERE fence = $1 ORDER BY holder)");
    const auto db = Db::open_for_test();
    const auto run = [&] {
        db->write(nobody, [](Tx& tx) {
            tx.value<std::int64_t>(by_key, "1");
            tx.list<Row>(by_fence, 1);
        });
    };
    for (int i = 0; i < 10; ++i)
        db->write(nobody, [&](Tx& tx) { tx.insert("store_leases", row(std::to_string(i))); });
    EXPECT_EQ(db->take_cost(by_key).runs, 0);
    run();
    const auto few = db->take_cost(by_key);
    EXPECT_EQ(few.runs, 1);
    EXPECT_EQ(few.rows_read_all, 0);
    EXPECT_GT(few.steps, 0);
    const auto all = db->take_cost(by_fence);
    EXPECT_GE(all.rows_read_all, 9);
    EXPECT_EQ(all.sorts, 1);
    EXPECT_EQ(db->take_cost(by_fence).runs, 0);
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
