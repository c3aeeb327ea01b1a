#include "checks/books.h"

using namespace kvitt;
using checks::Books;

TEST_F(Books, AClosingBalanceThatTheJournalDoesNotReachIsFound)
{
    static const Sql damage(
        "test::closing",
        "UPDATE statements_statements SET closing = closing + 100 WHERE ours = 1 AND adds_up = 1 "
        "AND id = (SELECT max(id) FROM statements_statements WHERE ours = 1 AND adds_up = 1)");
    expect_only(wrong_after({&damage}), "bank_equals_statements", "by its statements");
}
