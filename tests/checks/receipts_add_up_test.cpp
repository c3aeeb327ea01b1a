#include "checks/books.h"

using namespace kvitt;
using checks::Books;

TEST_F(Books, AnAllocationThatGrewIsFound)
{
    static const Sql damage("test::grown_allocation",
                            "UPDATE payments_allocations SET amount = amount + 1 "
                            "WHERE id = (SELECT min(id) FROM payments_allocations)");
    const auto wrong = wrong_after({&damage});
    ASSERT_TRUE(wrong.contains("receipts_add_up"));
    EXPECT_THAT(wrong.at("receipts_add_up"), testing::ElementsAre(testing::HasSubstr("(allocated) has")));
}

// The sums fit; only what the receipt says of itself does not.
TEST_F(Books, AReceiptThatSaysItWaitsThoughItsMoneyIsPlacedIsFound)
{
    static const Sql damage("test::says_it_waits",
                            "UPDATE payments_receipts SET state = 'held' WHERE id = "
                            "(SELECT min(id) FROM payments_receipts WHERE state = 'allocated')");
    expect_only(wrong_after({&damage}), "receipts_add_up", "(held) has");
}
