#include "checks/books.h"

using namespace kvitt;
using checks::Books;

TEST_F(Books, AnEventOfAnotherPersonIsFound)
{
    static const Sql damage("test::another_person", "UPDATE events SET actor_name = 'Mallory' WHERE id = "
                                                    "(SELECT event FROM events_sealed WHERE seq = 3)");
    expect_only(wrong_after({&checks::unlock_events, &damage}), "events_sealed",
                "the seal of event 3 does not fit what it says");
}

TEST_F(Books, AnEventInAnotherCompanysHistoryIsFound)
{
    static const Sql damage("test::another_company", "UPDATE events SET partner = 7 WHERE id = "
                                                     "(SELECT event FROM events_sealed WHERE seq = 4)");
    EXPECT_TRUE(wrong_after({&checks::unlock_events, &damage}).contains("events_sealed"));
}

TEST_F(Books, AnEventThatIsNeitherSealedNorWaitingIsFound)
{
    static const Sql damage(
        "test::forged",
        "INSERT INTO events (id, at, machine_at, kind, actor_kind, actor_id, actor_name, request_id, "
        "body) VALUES (1, 0, 0, 'forged', 'user', 0, '', '', '{}')");
    expect_only(wrong_after({&damage}), "events_sealed", "1 events are neither sealed nor waiting");
}

TEST_F(Books, ASealThatWasTakenOutIsFound)
{
    static const Sql damage("test::seal_gone", "DELETE FROM events_sealed WHERE seq = 5");
    const auto wrong = wrong_after({&checks::unlock_sealed_deletes, &damage});
    ASSERT_TRUE(wrong.contains("events_sealed"));
    EXPECT_THAT(wrong.at("events_sealed"), testing::Contains(testing::HasSubstr("jumps from 4 to 6")));
}
