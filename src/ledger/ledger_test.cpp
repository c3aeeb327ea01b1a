#include "ledger/ledger.h"

#include <gtest/gtest.h>

using namespace kvitt;

namespace
{

const Author nobody = author_of(ActorKind::system);
const Currency sek = Currency::parse("SEK");
const Currency jpy = Currency::parse("JPY");

void post(Db& db, const std::vector<ledger::Posting>& postings)
{
    static const Sql event(
        "test::ledger_event",
        "INSERT INTO events VALUES ($1, 0, 0, 'k', 'system', 0, '', '', NULL, NULL, NULL, '{}')");
    db.write(nobody, [&](Tx& tx) {
        const auto id = tx.new_id<events::Event>();
        tx.run(event, id);
        ledger::post(tx, id, Date::of(2026, 11, 23), "entry_in", {}, postings);
    });
}

} // namespace

TEST(Ledger, BalancesAreSumsPerAccountAndCurrency)
{
    const auto db = Db::open_for_test();
    post(*db, {{ledger::bank("seb"), Money(500, sek)}, {ledger::unplaced_receipts, Money(-500, sek)}});
    post(*db, {{ledger::bank("seb"), Money(70, sek)}, {ledger::unplaced_receipts, Money(-70, sek)}});
    post(*db, {{ledger::bank("seb"), Money(9, jpy)},
               {ledger::unplaced_receipts, Money(-9, jpy)},
               {ledger::write_off, Money(0, jpy)}});
    const auto balances = db->read([](Read& read) { return ledger::balances(read); });
    ASSERT_EQ(balances.size(), 4u);
    EXPECT_EQ(balances[1].account, "bank:seb");
    EXPECT_EQ(balances[1].amount, 570);
    EXPECT_TRUE(db->read([](Read& read) { return ledger::unbalanced(read); }).empty());
}

TEST(Ledger, AnUnbalancedTransactionIsABug)
{
    const auto db = Db::open_for_test();
    EXPECT_THROW(post(*db, {{"a", Money(5, sek)}, {"b", Money(-4, sek)}}), Bug);
    EXPECT_THROW(post(*db, {{"a", Money(5, sek)}, {"b", Money(-5, jpy)}}), Bug);
    EXPECT_TRUE(db->read([](Read& read) { return ledger::balances(read); }).empty());
}

TEST(Ledger, PlantedDamageIsFound)
{
    static const Sql damage("test::damage", "INSERT INTO ledger_postings VALUES ((SELECT max(id) FROM "
                                            "ledger_transactions), 9, 'x', 'SEK', 1, NULL, NULL, NULL)");
    const auto db = Db::open_for_test();
    post(*db, {{"a", Money(5, sek)}, {"b", Money(-5, sek)}});
    db->write(nobody, [](Tx& tx) { tx.run(damage); });
    EXPECT_EQ(db->read([](Read& read) { return ledger::unbalanced(read); }).size(), 1u);
}
