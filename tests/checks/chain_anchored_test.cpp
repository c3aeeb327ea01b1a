#include "checks/books.h"

#include "app/anchors.h"
#include "app/configuration.h"
#include "base/secret.h"
#include "events/events.h"

#include <fstream>

using namespace kvitt;
using checks::Books;

namespace
{

const Author nobody = author_of(ActorKind::system);

void seal_all(Db& db)
{
    const auto lease = db.write(
        nobody, [](Tx& tx) { return store::take_lease(tx, "sealer", "test", std::chrono::seconds(30)); });
    while (events::seal(db, *lease) > 0)
        continue;
}

// Whoever can write to the database can seal anew what they changed: the chain then fits.
void rewrite_history(Db& db)
{
    static const Sql rewrite("test::rewrite", "UPDATE events SET actor_name = 'Mallory' WHERE id = "
                                              "(SELECT event FROM events_sealed WHERE seq = 3)");
    static const Sql unseal("test::unseal", "DELETE FROM events_sealed");
    static const Sql wait("test::wait_again", "INSERT INTO events_unsealed (event) SELECT id FROM events");
    db.write(nobody, [](Tx& tx) {
        for (const Sql* sql :
             {&checks::unlock_events, &rewrite, &checks::unlock_sealed_deletes, &unseal, &wait})
            tx.run(*sql);
    });
    seal_all(db);
}

std::vector<std::string> faults(Db& db, const check::Question& question, const std::string& name)
{
    for (const auto& one : db.read([&](Read& read) { return check::run(read, question); }).checks)
        if (one.name == name)
            return one.rows;
    return {"no such check"};
}

} // namespace

TEST(Anchors, HistoryRewrittenWithItsSealsIsFoundByAHeadKeptElsewhere)
{
    const auto db = Db::open_for_test();
    for (int count = 0; count < 5; ++count)
        db->write(nobody,
                  [&](Tx& tx) { events::record(tx, {}, "lamp_lit", json::object{{"count", count}}); });
    seal_all(*db);
    const check::Question question{"", {*db->read(events::try_chain_head)}};
    EXPECT_THAT(faults(*db, question, "chain_anchored"), testing::IsEmpty());
    rewrite_history(*db);
    EXPECT_THAT(faults(*db, question, "events_sealed"), testing::IsEmpty()); // the chain alone cannot know
    EXPECT_THAT(faults(*db, question, "chain_anchored"),
                testing::ElementsAre(testing::HasSubstr("history up to it was rewritten")));
}

TEST_F(Books, ATailThatWasCutOffIsFoundByAHeadKeptElsewhere)
{
    static const Sql cut("test::cut_tail",
                         "DELETE FROM events_sealed WHERE seq = (SELECT max(seq) FROM events_sealed)");
    auto question = Books::question();
    question.anchors = {*db().read(events::try_chain_head)};
    const auto wrong = wrong_after(
        [](Tx& tx) {
            tx.run(checks::unlock_sealed_deletes);
            tx.run(cut);
        },
        question);
    ASSERT_TRUE(wrong.contains("chain_anchored"));
    EXPECT_THAT(wrong.at("chain_anchored"),
                testing::ElementsAre(testing::HasSubstr("is not in the chain any more")));
}

TEST_F(Books, EachDaysHeadIsWrittenOnceAndReadBack)
{
    const auto folder = files_folder().parent_path() / "more-anchors";
    EXPECT_TRUE(app::write_anchor(db(), folder.string()));
    EXPECT_FALSE(app::write_anchor(db(), folder.string()));
    const auto head = db().read(events::try_chain_head);
    for (const auto& file : std::filesystem::directory_iterator(folder))
    {
        const events::Anchor read_back = app::read_anchor(file.path());
        EXPECT_EQ(read_back.seq, head->seq);
        EXPECT_EQ(read_back.hash, head->hash);
        EXPECT_THAT(file.path().filename().string(), testing::MatchesRegex("chain-....-..-..\\.json"));
    }
}

TEST_F(Books, AFileThatIsNoHeadIsRefusedByName)
{
    const auto path = files_folder().parent_path() / "no-head.json";
    std::ofstream(path) << "{\"seq\": 1}";
    EXPECT_THROW(app::read_anchor(path), app::ConfigurationError);
    std::ofstream(path) << std::string(app::anchor_bytes_max + 1, ' ');
    EXPECT_THROW(app::read_anchor(path), app::ConfigurationError);
    EXPECT_THROW(app::read_anchor(path.string() + ".none"), app::ConfigurationError);
}
