#include "checks/books.h"

using namespace kvitt;
using checks::Books;

TEST_F(Books, ASecondOpenOrderOfAFamilyIsFound)
{
    static const Sql unlock("test::unlock_open", "DROP INDEX orders_one_open");
    static const Sql damage(
        "test::second_open",
        "UPDATE orders_orders SET partner = (SELECT min(partner) FROM orders_orders WHERE state = "
        "'awaiting_payment'), family = 'competency' WHERE state = 'awaiting_payment'");
    const auto wrong = wrong_after({&unlock, &damage});
    ASSERT_TRUE(wrong.contains("one_open_order"));
    EXPECT_THAT(wrong.at("one_open_order"), testing::ElementsAre(testing::HasSubstr("open orders in")));
}
