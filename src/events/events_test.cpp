#include "events/events.h"

#include <gtest/gtest.h>

using namespace kvitt;

namespace
{

struct LampLit
{
    static constexpr const char* kind = "lamp_lit";
    std::string where;
};
BOOST_DESCRIBE_STRUCT(LampLit, (), (where))

const Author nobody = author_of(ActorKind::system);

std::int64_t seal_all(Db& db)
{
    const auto lease = db.write(
        nobody, [](Tx& tx) { return store::take_lease(tx, "sealer", "test", std::chrono::seconds(9)); });
    return events::seal(db, *lease);
}

void record_some(Db& db, int count)
{
    for (int i = 0; i < count; ++i)
        db.write(nobody, [&](Tx& tx) { events::record(tx, {}, LampLit{std::to_string(i)}); });
}

std::vector<std::string> faults(Db& db)
{
    return db.read([](Read& read) { return events::chain_faults(read); });
}

} // namespace

TEST(Events, AreReadInSealedOrderWithoutGaps)
{
    const auto db = Db::open_for_test();
    record_some(*db, 450);
    EXPECT_TRUE(db->read([](Read& read) { return events::list_after(read, 0, 10); }).empty());
    EXPECT_EQ(seal_all(*db), events::seal_rows_max);
    EXPECT_EQ(seal_all(*db), events::seal_rows_max);
    EXPECT_EQ(seal_all(*db), 50);
    EXPECT_EQ(seal_all(*db), 0);
    const auto found = db->read([](Read& read) { return events::list_after(read, 440, 100); });
    ASSERT_EQ(found.size(), 10u);
    EXPECT_EQ(found.front().seq, 441);
    EXPECT_EQ(found.front().body.at("where").as_string(), "440");
    EXPECT_TRUE(faults(*db).empty());
}

TEST(Events, ChangedHistoryIsFound)
{
    static const Sql unlock("test::unlock", "DROP TRIGGER events_no_update");
    static const Sql forge("test::forge",
                           "UPDATE events SET body = '{\"where\":\"elsewhere\"}' WHERE body LIKE '%\"3\"%'");
    const auto db = Db::open_for_test();
    record_some(*db, 5);
    seal_all(*db);
    db->write(nobody, [](Tx& tx) {
        tx.run(unlock);
        tx.run(forge);
    });
    ASSERT_EQ(faults(*db).size(), 1u);
    EXPECT_EQ(faults(*db).front(), "the seal of event 4 does not fit what it says");
}

TEST(Events, AnUnsealedEventThatLostItsMarkIsFound)
{
    static const Sql lose("test::lose", "DELETE FROM events_unsealed");
    const auto db = Db::open_for_test();
    record_some(*db, 2);
    EXPECT_TRUE(faults(*db).empty());
    db->write(nobody, [](Tx& tx) { tx.run(lose); });
    ASSERT_EQ(faults(*db).size(), 1u);
}
