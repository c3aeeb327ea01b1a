#include "checks/books.h"

using namespace kvitt;
using checks::Books;

TEST_F(Books, AnOrderThatStartedTwoMembershipsIsFound)
{
    static const Sql damage(
        "test::twice",
        "INSERT INTO memberships_memberships (id, partner, family, offer, order_number, basis, starts_on, "
        "anniversary, activated_at) SELECT id + 1, partner, family, offer, order_number, basis, starts_on, "
        "anniversary, activated_at FROM memberships_memberships WHERE ended IS NULL LIMIT 1");
    expect_only(wrong_after({&damage}), "one_activation", "started 2 memberships");
}
