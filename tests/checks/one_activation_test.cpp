#include "checks/books.h"

using namespace kvitt;
using checks::Books;

TEST_F(Books, AnOrderThatStartedTwoMembershipsIsFound)
{
    static const Sql damage(
        "test::twice",
        "INSERT INTO memberships_memberships (id, partner, family, offer, order_number, basis, starts_on, "
        "anniversary, activated_at, released_until) SELECT id + 1, partner, family, offer, order_number, "
        "basis, starts_on, "
        "anniversary, activated_at, released_until FROM memberships_memberships WHERE ended IS NULL LIMIT 1");
    const auto wrong = wrong_after({&damage});
    ASSERT_TRUE(wrong.contains("one_activation"));
    EXPECT_THAT(wrong.at("one_activation"),
                testing::ElementsAre(testing::HasSubstr("started 2 memberships")));
}
