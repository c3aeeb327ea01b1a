#include "checks/books.h"

using namespace kvitt;
using checks::Books;

// Balanced in itself, but it says something that no receipt, credit or order says.
TEST_F(Books, AJournalTransactionOfNothingIsFound)
{
    static const Sql from_credit(
        "test::from_credit",
        "UPDATE ledger_postings SET account = 'bank-other' WHERE account = 'partner-credit' AND line = 2 AND "
        "journal_transaction = (SELECT min(journal_transaction) FROM ledger_postings WHERE account = "
        "'partner-credit' AND line = 2)");
    expect_only(wrong_after({&checks::unlock_postings, &from_credit}), "journal_equals_tables",
                "account partner-credit has");
}

TEST_F(Books, TaxOfAnOrderThatTheJournalDoesNotKnowIsFound)
{
    static const Sql damage(
        "test::more_tax",
        "UPDATE orders_orders SET tax = tax + 1, net = net - 1, list = list - 1 WHERE number = "
        "(SELECT number FROM orders_orders WHERE state = 'active' LIMIT 1)");
    const auto wrong = wrong_after({&damage});
    ASSERT_EQ(wrong.size(), 1U);
    EXPECT_THAT(
        wrong.at("journal_equals_tables"),
        testing::ElementsAre(testing::HasSubstr("deferred-revenue"), testing::HasSubstr("output-vat")));
}

TEST_F(Books, RevenueThatIsAheadOfItsMembershipIsFound)
{
    static const Sql damage("test::ahead",
                            "UPDATE memberships_memberships SET released_until = starts_on WHERE id = "
                            "(SELECT min(id) FROM memberships_memberships WHERE basis = 'paid' AND "
                            "released_until > starts_on AND ended IS NULL)");
    const auto wrong = wrong_after({&damage});
    ASSERT_EQ(wrong.size(), 1U);
    EXPECT_THAT(
        wrong.at("journal_equals_tables"),
        testing::ElementsAre(testing::HasSubstr("deferred-revenue"), testing::HasSubstr("revenue has")));
}
