#include "base/digits.h"
#include "orders/orders_rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace kvitt;
using orders::OrderNumber;
using orders::OrderState;

namespace
{

const Currency sek = Currency::parse("SEK");

catalogue::Discount percent(std::int64_t basis_points)
{
    return {"d", "gold", "silver", BasisPoints{basis_points}, Date::of(2020, 1, 1), {}};
}

} // namespace

TEST(OrderNumber, IsTenDigitsThatNeverLookLikeAnythingElse)
{
    for (int i = 0; i < 20'000; ++i)
    {
        const std::string number = OrderNumber::draw().text();
        ASSERT_TRUE(OrderNumber::is_valid(number)) << number;
        ASSERT_NE(number.front(), '0');
        ASSERT_FALSE(luhn_valid(number)) << number;
        ASSERT_FALSE(orders::reads_as_time(number)) << number;
    }
}

TEST(OrderNumber, EverySingleSubstitutionIsCaught)
{
    for (int i = 0; i < 200; ++i)
    {
        const std::string number = OrderNumber::draw().text();
        for (std::size_t at = 0; at < number.size(); ++at)
            for (char digit = '0'; digit <= '9'; ++digit)
            {
                std::string typo = number;
                typo[at] = digit;
                ASSERT_EQ(OrderNumber::is_valid(typo), typo == number) << number << " " << typo;
            }
    }
}

TEST(OrderNumber, EverySwapOfNeighboursIsCaught)
{
    for (int i = 0; i < 2'000; ++i)
    {
        const std::string number = OrderNumber::draw().text();
        for (std::size_t at = 0; at + 1 < number.size(); ++at)
        {
            std::string typo = number;
            std::swap(typo[at], typo[at + 1]);
            ASSERT_EQ(OrderNumber::is_valid(typo), typo == number) << number << " " << typo;
        }
    }
}

TEST(OrderNumber, FormsAreThoseOfTheStandards)
{
    const OrderNumber number = OrderNumber::draw();
    EXPECT_EQ(number.shown().size(), 12u);
    EXPECT_EQ(OrderNumber::parse(number.shown()), number);
    EXPECT_EQ(number.rf(), "RF74" + number.text());
    EXPECT_TRUE(rf_valid(number.rf()));
    EXPECT_EQ(number.ocr().substr(0, 11), number.text() + "2");
    EXPECT_TRUE(luhn_valid(number.ocr()));
    for (const char* text : {"", "123", "0123456789", "12345678901", "abcdefghij"})
        EXPECT_THROW(OrderNumber::parse(text), Invalid) << text;
}

TEST(OrderNumber, TimesAreRecognised)
{
    EXPECT_TRUE(orders::reads_as_time("2611231402")); // yyMMddHHmm
    EXPECT_TRUE(orders::reads_as_time("2311202614")); // ddMMyyyyHH
    EXPECT_TRUE(orders::reads_as_time("2026112314")); // yyyyMMddHH
    EXPECT_FALSE(orders::reads_as_time("9999999999"));
}

TEST(Price, IsRoundedOnEachLineHalfAwayFromZero)
{
    // 25 % of 0.02 is half an öre: away from zero it is a whole one.
    const auto quote =
        orders::price(Money(2, sek), percent(2500), {catalogue::TaxTreatment::domestic, BasisPoints{2500}});
    EXPECT_EQ(quote.discount.minor(), 1);
    EXPECT_EQ(quote.net.minor(), 1);
    EXPECT_EQ(quote.tax.minor(), 0);
    const auto gold = orders::price(Money(4'730'000, sek), percent(2500),
                                    {catalogue::TaxTreatment::domestic, BasisPoints{2500}});
    EXPECT_EQ(gold.total.number(), "44343.75");
}

RC_GTEST_PROP(Price, AlwaysAddsUp, ())
{
    const auto list = *rc::gen::inRange<std::int64_t>(1, 1'000'000'000'000);
    const auto off = *rc::gen::inRange<std::int64_t>(0, 10'001);
    const auto rate = *rc::gen::inRange<std::int64_t>(0, 10'001);
    const auto quote =
        orders::price(Money(list, sek), percent(off), {catalogue::TaxTreatment::domestic, BasisPoints{rate}});
    RC_ASSERT(quote.net == quote.list - quote.discount);
    RC_ASSERT(quote.total == quote.net + quote.tax);
    RC_ASSERT(!(quote.net < Money(0, sek)));
}

RC_GTEST_PROP(Deadline, IsTheEndOfTheThirtiethDayWhateverTheHour, ())
{
    const auto zone = TimeZone::parse(
        *rc::gen::element<std::string>("Europe/Stockholm", "UTC", "America/Sao_Paulo", "Asia/Tokyo"));
    const Instant created(*rc::gen::inRange<std::int64_t>(1'400'000'000'000'000, 1'900'000'000'000'000));
    const Instant end = orders::expires_at(created, 30, zone);
    RC_ASSERT(zone.date_at(end - std::chrono::microseconds(1)) == zone.date_at(created) + Days{30});
    RC_ASSERT(zone.date_at(end) == zone.date_at(created) + Days{31});
}

// Half a year in seconds is not 180 days in the calendar: grace is counted in days (peers.md, 7).
RC_GTEST_PROP(Grace, EndsAtMidnightSevenDaysAfterTheDeadline, ())
{
    const auto zone = TimeZone::parse(
        *rc::gen::element<std::string>("Europe/Stockholm", "UTC", "America/Sao_Paulo", "Asia/Tokyo"));
    const Instant created(*rc::gen::inRange<std::int64_t>(1'400'000'000'000'000, 1'900'000'000'000'000));
    const Instant due = orders::expires_at(created, 30, zone);
    const Instant end = orders::grace_ends(due, Days{7}, zone);
    RC_ASSERT(zone.date_at(end) == zone.date_at(created) + Days{38});
    // Without a statement it may expire exactly from that instant on.
    const auto without = [&](Instant now) { return due <= orders::may_expire_until(now, Days{7}, {}, zone); };
    RC_ASSERT(!without(end - std::chrono::microseconds(1)));
    RC_ASSERT(without(end));
    // With one, as soon as the deadline has passed and the statement reaches past its day.
    const auto with = [&](Instant now, Date covered) {
        return due <= orders::may_expire_until(now, Days{7}, covered, zone);
    };
    const Date last = orders::last_day(due, zone);
    RC_ASSERT(!with(due, last));
    RC_ASSERT(with(due, last + Days{1}));
    RC_ASSERT(!with(due - std::chrono::microseconds(1), last + Days{1}));
}

TEST(Transitions, ClosedOrdersStayClosed)
{
    for (const OrderState closed :
         {OrderState::expired, OrderState::cancelled, OrderState::failed, OrderState::refunded})
        for (const OrderState to :
             {OrderState::awaiting_payment, OrderState::card_pending, OrderState::active})
            EXPECT_FALSE(orders::may_become(closed, to));
    EXPECT_TRUE(orders::may_become(OrderState::awaiting_payment, OrderState::active));
}
