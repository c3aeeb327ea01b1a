#include "checks/books.h"

using namespace kvitt;
using checks::Books;

TEST_F(Books, AnActiveOrderWhoseInvoiceNobodyWillWriteIsFound)
{
    static const Sql damage("test::no_invoice",
                            "UPDATE events SET kind = 'invoice_lost' WHERE id = (SELECT min(id) "
                            "FROM events WHERE kind = 'invoice_due')");
    const auto wrong = wrong_after({&checks::unlock_events, &damage});
    ASSERT_TRUE(wrong.contains("documents_due"));
    EXPECT_THAT(wrong.at("documents_due"),
                testing::ElementsAre(testing::HasSubstr("(active) has 0 invoices due")));
}

TEST_F(Books, AnInvoiceForAnOrderThatWasNeverPaidIsFound)
{
    static const Sql damage(
        "test::invoice_too_much",
        "UPDATE events SET kind = 'invoice_due' WHERE id = (SELECT min(id) FROM events WHERE "
        "kind = 'order_expired')");
    const auto wrong = wrong_after({&checks::unlock_events, &damage});
    EXPECT_THAT(wrong.at("documents_due"),
                testing::ElementsAre(testing::HasSubstr("(expired) has 1 invoices due")));
}
