#include "payments/payments.h"

#include "payments/faults.h"

#include <gtest/gtest.h>

using namespace kvitt;
using payments::ReceiptState;

namespace
{

const Author nobody = author_of(ActorKind::system);
const Currency sek = Currency::parse("SEK");

struct Fixture : testing::Test
{
    std::unique_ptr<Db> db = Db::open_for_test();
    partners::Partner partner = db->write(nobody, [](Tx& tx) {
        partners::NewPartner input;
        input.partner_id = "4812907";
        input.legal_name = "Granvik";
        input.country = "SE";
        input.currency = sek;
        input.legal_address = {"Storgatan 1", {}, "111 22", "Stad", {}, "SE"};
        return partners::create(tx, input);
    });

    Id<payments::Receipt> receive(std::int64_t amount, ReceiptState state, const std::string& text = "text")
    {
        return db->write(nobody, [&](Tx& tx) {
            payments::Receipt receipt;
            receipt.id = tx.new_id<payments::Receipt>();
            receipt.receiving_account = "sek";
            receipt.amount = amount;
            receipt.currency = sek;
            receipt.payment_date = tx.today();
            receipt.remittance = text;
            receipt.state = state;
            receipt.reasons = json::array{"no_number"};
            receipt.candidates = json::array{};
            receipt.received_at = tx.now();
            payments::record(tx, receipt);
            return receipt.id;
        });
    }
    std::vector<std::string> faults()
    {
        return db->read([](Read& read) { return payments::faults(read); });
    }
};

} // namespace

using Payments = Fixture;

TEST_F(Payments, CreditIsWhatCameLessWhatWasUsed)
{
    const auto receipt = receive(500, ReceiptState::credit);
    db->write(nobody, [&](Tx& tx) {
        payments::to_credit(tx, receipt, "1", partner.id, Money(500, sek), "closed_order");
        payments::allocate_credit(tx, "2", partner.id, Money(300, sek));
    });
    db->read([&](Read& read) {
        EXPECT_EQ(payments::credit_of(read, partner.id, sek), Money(200, sek));
        EXPECT_EQ(payments::allocated_to(read, "2", sek), Money(300, sek));
    });
    EXPECT_TRUE(faults().empty());
    EXPECT_THROW(
        db->write(nobody, [&](Tx& tx) { payments::allocate_credit(tx, "3", partner.id, Money(201, sek)); }),
        Bug);
}

TEST_F(Payments, ReleasedMoneyIsCreditOfTheSameReceipt)
{
    const auto receipt = receive(500, ReceiptState::allocated);
    db->write(nobody, [&](Tx& tx) {
        payments::allocate(tx, receipt, "1", partner.id, Money(500, sek));
        payments::release_to_credit(tx, "1", partner.id, sek);
        payments::release_to_credit(tx, "1", partner.id, sek); // nothing is left to release
    });
    db->read([&](Read& read) {
        EXPECT_TRUE(payments::allocated_to(read, "1", sek).is_zero());
        EXPECT_EQ(payments::credit_of(read, partner.id, sek), Money(500, sek));
    });
    EXPECT_TRUE(faults().empty());
}

TEST_F(Payments, AReceiptThatDoesNotAddUpIsFound)
{
    receive(500, ReceiptState::allocated); // and nothing allocated
    ASSERT_EQ(faults().size(), 1u);
    EXPECT_NE(faults().front().find("has 500, placed 0"), std::string::npos);
}

TEST_F(Payments, AreFoundByTextPageByPage)
{
    for (int i = 0; i < 120; ++i)
        receive(1 + i, i % 2 == 0 ? ReceiptState::unmatched : ReceiptState::held,
                i == 7 ? "M\xC3\x84RKT" : "annan");
    db->read([](Read& read) {
        payments::ReceiptFilter filter;
        EXPECT_EQ(payments::list(read, filter).size(), 50u);
        filter.states = {ReceiptState::held};
        const auto page = payments::list(read, filter);
        filter.before = page.back().id;
        EXPECT_EQ(payments::list(read, filter).size(), 10u);
        payments::ReceiptFilter search;
        search.text = "markt";
        ASSERT_EQ(payments::list(read, search).size(), 1u);
        EXPECT_EQ(payments::list(read, search).front().amount, 8);
    });
}
