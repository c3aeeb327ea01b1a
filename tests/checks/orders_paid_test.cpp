#include "checks/books.h"

using namespace kvitt;
using checks::Books;

TEST_F(Books, AnActiveOrderWithoutItsMoneyIsFound)
{
    static const Sql damage("test::active_without_money",
                            "UPDATE orders_orders SET state = 'active' WHERE number = (SELECT number FROM "
                            "orders_orders WHERE state = 'expired' LIMIT 1)");
    const auto wrong = wrong_after({&damage});
    ASSERT_TRUE(wrong.contains("orders_paid"));
    EXPECT_THAT(wrong.at("orders_paid"), testing::ElementsAre(testing::HasSubstr("allocated 0")));
}

TEST_F(Books, AWriteOffThatNobodyMadeIsFound)
{
    static const Sql damage("test::written_off",
                            "UPDATE orders_orders SET written_off = 5 WHERE number = (SELECT "
                            "number FROM orders_orders WHERE state = 'active' LIMIT 1)");
    EXPECT_TRUE(wrong_after({&damage}).contains("orders_paid"));
}
