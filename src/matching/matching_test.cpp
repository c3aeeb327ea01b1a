#include "matching/matcher.h"
#include "matching/numbers.h"

#include <gtest/gtest.h>

using namespace kvitt;
using matching::find_numbers;
using orders::OrderNumber;
using payments::ReceiptState;

namespace
{

const Currency sek = Currency::parse("SEK");
const Id<partners::Partner> granvik(1);
const Id<partners::Partner> kvarnby(2);
const Date today = Date::of(2026, 11, 23);

orders::OpenItem item(Id<partners::Partner> partner, std::int64_t open)
{
    return {OrderNumber::draw(), partner, orders::OrderState::awaiting_payment, Money(open, sek), today};
}

matching::Payment payment(std::int64_t amount) { return {Money(amount, sek), today, false, {}, {}, {}}; }

std::vector<std::string> numbers_in(const std::string& text)
{
    std::vector<std::string> out;
    for (const auto& found : find_numbers({text}).numbers)
        out.push_back(found.number.text());
    return out;
}

} // namespace

TEST(Numbers, StandWholeInTheseForms)
{
    const OrderNumber number = OrderNumber::draw();
    const std::vector<std::string> only{number.text()};
    for (const std::string& text :
         {number.text(), number.shown(), number.rf(), number.ocr(), "000" + number.ocr(),
          "0000000" + number.text(), "ORDER" + number.text() + "MPN4812907", "ref:" + number.text() + ".",
          number.text() + " " + number.text(),
          std::string("rf74 ") + number.text().substr(0, 4) + " " + number.text().substr(4, 4) + " " +
              number.text().substr(8),
          "Betalning\xC3\xA5" + number.text() + "\xC3\xA5"})
        EXPECT_EQ(numbers_in(text), only) << text;
}

TEST(Numbers, DoNotStandWholeInsideOthers)
{
    const std::string number = OrderNumber::draw().text();
    for (const std::string& text :
         {"1" + number, number + "1", number.substr(0, 9), number.substr(0, 5) + " " + number.substr(5),
          number.substr(0, 5) + "\n" + number.substr(5),
          "123 " + number.substr(0, 4) + "-" + number.substr(4)})
        EXPECT_TRUE(numbers_in(text).empty()) << text;
}

// One in a hundred numbers reads another way beside a glued partner ID: two numbers, and no certain one.
OrderNumber draw_clear_beside(const std::string& partner_id)
{
    for (;;)
    {
        const OrderNumber number = OrderNumber::draw();
        const std::string after = (number.text() + partner_id).substr(partner_id.size());
        const std::string before = (partner_id + number.text()).substr(0, OrderNumber::digits);
        if (!OrderNumber::is_valid(after) && !OrderNumber::is_valid(before))
            return number;
    }
}

TEST(Numbers, AGluedPartnerIdIsToldWithTheNumber)
{
    const OrderNumber number = draw_clear_beside("4812907");
    for (const std::string& text : {number.text() + "4812907", "4812907" + number.text()})
    {
        const auto found = find_numbers({text}).numbers;
        ASSERT_FALSE(found.empty()) << text;
        EXPECT_EQ(found.front(), (matching::NumberInText{number, "4812907"}));
    }
    EXPECT_EQ(find_numbers({"MPN 4812907, 12345678"}).partner_ids, (std::vector<std::string>{"4812907"}));
}

TEST(Numbers, TextsAreNotJoined)
{
    const std::string number = OrderNumber::draw().text();
    EXPECT_TRUE(find_numbers({number.substr(0, 6), number.substr(6)}).numbers.empty());
}

TEST(Decide, EveryReasonInOrderOfPrecedence)
{
    using matching::Reason;
    matching::Evidence evidence;
    EXPECT_EQ(decide(payment(100), evidence).reasons.front(), Reason::no_number);
    evidence.partner_ids = {kvarnby};
    EXPECT_EQ(decide(payment(100), evidence).reasons.front(), Reason::partner_id_only);
    evidence.unknown_number = true;
    EXPECT_EQ(decide(payment(100), evidence).reasons.front(), Reason::unknown_number);

    evidence.orders = {item(granvik, 100)};
    EXPECT_EQ(decide(payment(100), evidence).reasons.front(), Reason::other_partner_id);
    evidence.partner_ids = {granvik};
    evidence.account_of = kvarnby;
    EXPECT_EQ(decide(payment(100), evidence).reasons.front(), Reason::account_of_other_partner);
    evidence.account_of = granvik;
    evidence.name_of = {kvarnby};
    EXPECT_EQ(decide(payment(100), evidence).reasons.front(), Reason::name_of_other_partner);
    evidence.name_of = {kvarnby, granvik}; // not exactly one other partner's
    const auto decision = decide(payment(100), evidence);
    EXPECT_EQ(decision.state, ReceiptState::allocated);
    EXPECT_EQ(decision.reasons, (std::vector<Reason>{Reason::whole_number}));
}

TEST(Decide, AProofSuggestsOneOrderWhereNothingElseIsKnown)
{
    using matching::Reason;
    matching::Evidence evidence;
    evidence.proven = {item(granvik, 100)};
    const auto decision = decide(payment(70), evidence);
    EXPECT_EQ(decision.state, ReceiptState::suggested);
    EXPECT_EQ(decision.reasons, (std::vector<Reason>{Reason::proof_points}));
    EXPECT_EQ(decision.candidates, (std::vector<OrderNumber>{evidence.proven.front().number}));
    EXPECT_EQ(decision.partner, granvik);
    EXPECT_TRUE(decision.parts.empty());

    evidence.partner_ids = {granvik}; // says the same
    EXPECT_EQ(decide(payment(100), evidence).reasons.front(), Reason::proof_points);
    evidence.partner_ids = {kvarnby};
    EXPECT_EQ(decide(payment(100), evidence).reasons.front(), Reason::partner_id_only);
    evidence.partner_ids.clear();
    evidence.account_of = kvarnby;
    EXPECT_EQ(decide(payment(100), evidence).reasons.front(), Reason::no_number);
    evidence.account_of.reset();
    evidence.name_of = {kvarnby};
    EXPECT_EQ(decide(payment(100), evidence).state, ReceiptState::unmatched);
    evidence.name_of.clear();
    evidence.unknown_number = true;
    EXPECT_EQ(decide(payment(100), evidence).reasons.front(), Reason::unknown_number);
    evidence.unknown_number = false;
    evidence.proven.push_back(item(kvarnby, 100));
    EXPECT_EQ(decide(payment(100), evidence).reasons.front(), Reason::no_number);
    evidence.orders = {item(granvik, 100)}; // a number says it all
    EXPECT_EQ(decide(payment(100), evidence).reasons.front(), Reason::whole_number);
}

TEST(Decide, MoneyIsNeverMoreNorLessThanCame)
{
    matching::Evidence evidence;
    evidence.orders = {item(granvik, 100)};
    for (const std::int64_t amount : {1, 99, 100, 101, 5000})
    {
        const auto decision = decide(payment(amount), evidence);
        ASSERT_EQ(decision.parts.size(), 1u);
        const Money credit = decision.credit ? decision.credit->amount : Money(0, sek);
        EXPECT_EQ(decision.parts.front().amount + credit, Money(amount, sek));
    }
}

TEST(Decide, AfterTheDeadlineItIsCredit)
{
    matching::Evidence evidence;
    evidence.orders = {item(granvik, 100)};
    auto late = payment(100);
    late.payment_date = today + Days{1};
    const auto decision = decide(late, evidence);
    EXPECT_EQ(decision.state, ReceiptState::credit);
    EXPECT_EQ(decision.reasons.front(), matching::Reason::paid_after_deadline);
}
