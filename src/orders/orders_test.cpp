#include "base/digits.h"
#include "orders/orders_rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

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

TEST(ShownState, TheFirstThatHolds)
{
    using orders::ProofState;
    using orders::ShownState;
    const Money none(0, sek);
    const Money some(1, sek);
    const auto shown = [](Money paid, std::optional<ProofState> proof, bool asked) {
        return orders::shown_state(OrderState::awaiting_payment, paid, proof, asked);
    };
    for (const auto proof : {std::optional<ProofState>(), std::optional(ProofState::submitted),
                             std::optional(ProofState::accepted), std::optional(ProofState::rejected)})
    {
        EXPECT_EQ(shown(none, proof, true), ShownState::cancel_requested);
        EXPECT_EQ(shown(some, proof, true), ShownState::cancel_requested);
        EXPECT_EQ(shown(some, proof, false), ShownState::part_paid);
        // Once it has ended nothing but its state counts.
        for (const OrderState state : {OrderState::card_pending, OrderState::active, OrderState::expired,
                                       OrderState::cancelled, OrderState::failed, OrderState::refunded})
            EXPECT_EQ(enum_text(orders::shown_state(state, some, proof, true)), enum_text(state));
    }
    EXPECT_EQ(shown(none, ProofState::accepted, false), ShownState::proof_verified);
    EXPECT_EQ(shown(none, ProofState::submitted, false), ShownState::proof_submitted);
    EXPECT_EQ(shown(none, ProofState::rejected, false), ShownState::awaiting_payment);
    EXPECT_EQ(shown(none, std::nullopt, false), ShownState::awaiting_payment);
}

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

// Until each digit has been wrong in each place in each way: 9 firsts of 9 others, then 9 places of 10
// times 9.
TEST(OrderNumber, EverySingleSubstitutionIsCaught)
{
    std::set<std::tuple<std::size_t, char, char>> seen;
    while (seen.size() < 9 * 9 + 9 * 10 * 9)
    {
        const std::string number = OrderNumber::draw().text();
        for (std::size_t at = 0; at < number.size(); ++at)
            for (char digit = '0'; digit <= '9'; ++digit)
            {
                std::string typo = number;
                typo[at] = digit;
                ASSERT_EQ(OrderNumber::is_valid(typo), typo == number) << number << " " << typo;
                if (typo != number)
                    seen.emplace(at, number[at], digit);
            }
    }
}

// Until each pair of unlike neighbours has been swapped in each place; the check digits are never 01.
TEST(OrderNumber, EverySwapOfNeighboursIsCaught)
{
    std::set<std::tuple<std::size_t, char, char>> seen;
    while (seen.size() < 9 * 9 + 8 * 10 * 9 - 1)
    {
        const std::string number = OrderNumber::draw().text();
        for (std::size_t at = 0; at + 1 < number.size(); ++at)
        {
            std::string typo = number;
            std::swap(typo[at], typo[at + 1]);
            ASSERT_EQ(OrderNumber::is_valid(typo), typo == number) << number << " " << typo;
            if (typo != number)
                seen.emplace(at, number[at], number[at + 1]);
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
    const auto zone = TimeZone::parse(*rc::gen::element<std::string>(
        "Europe/Stockholm", "America/New_York", "UTC", "America/Sao_Paulo", "Asia/Tokyo"));
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

TEST(Deadline, OverSummerTimeAndLeapYears)
{
    struct Row
    {
        const char* zone;
        const char* created;
        const char* expires;
    };
    for (const Row& row : {
             Row{"Europe/Stockholm", "2026-02-27T11:00:00Z",
                 "2026-03-29T22:00:00Z"}, // 23 hours, the last day
             Row{"Europe/Stockholm", "2026-02-26T22:59:59Z", "2026-03-28T23:00:00Z"},
             Row{"Europe/Stockholm", "2026-02-26T23:00:00Z", "2026-03-29T22:00:00Z"},
             Row{"Europe/Stockholm", "2026-09-25T11:00:00Z", "2026-10-25T23:00:00Z"}, // 25 hours
             Row{"Europe/Stockholm", "2026-10-25T00:30:00Z", "2026-11-24T23:00:00Z"}, // 02:30, the first time
             Row{"Europe/Stockholm", "2026-10-25T01:30:00Z", "2026-11-24T23:00:00Z"}, // 02:30, the second
             Row{"Europe/Stockholm", "2028-01-30T12:00:00Z", "2028-02-29T23:00:00Z"},
             Row{"Europe/Stockholm", "2027-01-30T12:00:00Z", "2027-03-01T23:00:00Z"},
             Row{"Europe/Stockholm", "2028-02-29T12:00:00Z", "2028-03-30T22:00:00Z"},
             Row{"America/New_York", "2026-02-06T12:00:00Z",
                 "2026-03-09T04:00:00Z"}, // 23 hours, the last day
             Row{"America/New_York", "2026-03-08T04:59:59Z", "2026-04-07T04:00:00Z"},
             Row{"America/New_York", "2026-03-08T05:00:00Z", "2026-04-08T04:00:00Z"},
             Row{"America/New_York", "2026-10-02T12:00:00Z", "2026-11-02T05:00:00Z"}, // 25 hours
             Row{"America/New_York", "2028-01-30T12:00:00Z", "2028-03-01T05:00:00Z"},
             Row{"America/New_York", "2027-01-30T12:00:00Z", "2027-03-02T05:00:00Z"},
         })
        EXPECT_EQ(orders::expires_at(Instant::parse(row.created), 30, TimeZone::parse(row.zone)).text(),
                  row.expires)
            << row.zone << " " << row.created;
}

namespace
{

using std::chrono::sys_days;

// Summer time by the law, without a zone database: from and to are instants.
struct Summer
{
    std::chrono::sys_seconds from;
    std::chrono::sys_seconds to;
    std::chrono::hours standard;

    std::chrono::hours offset_at(std::chrono::sys_seconds at) const
    {
        return standard + std::chrono::hours(at >= from && at < to ? 1 : 0);
    }
};

// Directive 2000/84/EC: the last Sundays of March and October, 01:00 UTC.
Summer stockholm(std::chrono::year year)
{
    using namespace std::chrono;
    return {sys_days(year / March / Sunday[last]) + hours(1),
            sys_days(year / October / Sunday[last]) + hours(1), hours(1)};
}

// Energy Policy Act of 2005: the second Sunday of March to the first of November, 02:00 local.
Summer new_york(std::chrono::year year)
{
    using namespace std::chrono;
    return {sys_days(year / March / Sunday[2]) + hours(7), sys_days(year / November / Sunday[1]) + hours(6),
            hours(-5)};
}

} // namespace

RC_GTEST_PROP(Deadline, IsWhatTheLawsOnSummerTimeMakeIt, ())
{
    using namespace std::chrono;
    const bool in_sweden = *rc::gen::arbitrary<bool>();
    const auto law = [&](sys_seconds at) {
        const auto year = year_month_day(floor<days>(at)).year();
        return (in_sweden ? stockholm(year) : new_york(year)).offset_at(at);
    };
    const auto first = sys_days(year(2007) / January / 2).time_since_epoch();
    const auto last = sys_days(year(2099) / January / 1).time_since_epoch();
    const seconds chosen(*rc::gen::inRange<std::int64_t>(seconds(first).count(), seconds(last).count()));
    const sys_seconds created(chosen);
    const auto day = floor<days>(created + law(created));
    // Midnight is never skipped nor repeated there, so its offset is that of the midnight in standard time.
    const sys_seconds midnight = day + days(31);
    const sys_seconds expected = midnight - law(midnight - hours(in_sweden ? 1 : -5));
    const auto zone = TimeZone::parse(in_sweden ? "Europe/Stockholm" : "America/New_York");
    const Instant at(duration_cast<microseconds>(created.time_since_epoch()).count());
    const Instant end(duration_cast<microseconds>(expected.time_since_epoch()).count());
    RC_ASSERT(orders::expires_at(at, 30, zone) == end);
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
