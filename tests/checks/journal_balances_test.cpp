#include "checks/books.h"

using namespace kvitt;
using checks::Books;

TEST_F(Books, APostingTooMuchIsFound)
{
    static const Sql damage(
        "test::a_posting_too_much",
        "INSERT INTO ledger_postings (journal_transaction, line, account, currency, amount) "
        "SELECT id, 99, 'bank-other', 'SEK', 100 FROM ledger_transactions LIMIT 1");
    expect_only(wrong_after({&damage}), "journal_balances", "is off by");
}

TEST_F(Books, AJournalTransactionWithoutItsEventIsFound)
{
    static const Sql damage("test::no_event", "UPDATE ledger_transactions SET event = 7 WHERE id = "
                                              "(SELECT min(id) FROM ledger_transactions)");
    static const Sql later("test::later", "PRAGMA defer_foreign_keys = ON");
    expect_only(wrong_after({&later, &checks::unlock_transactions, &damage}), "journal_balances",
                "names no event");
}
