#include "base/error.h"
#include "base/money.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <limits>

using namespace kvitt;

namespace
{

const Currency sek = Currency::parse("SEK");
const Currency jpy = Currency::parse("JPY");
const Currency kwd = Currency::parse("KWD");

// Rounds minor * rate / 10,000 half away from zero by long division on decimal digits: nothing shared with
// the code.
std::int64_t exact_percent(std::int64_t minor, std::int64_t rate)
{
    const bool negative = (minor < 0) != (rate < 0);
    const auto magnitude = [](std::int64_t v) {
        return v < 0 ? 0U - static_cast<std::uint64_t>(v) : static_cast<std::uint64_t>(v);
    };
    const std::uint64_t a = magnitude(minor);
    const std::uint64_t b = magnitude(rate);
    // a * b / 10^4 with a = whole * 10^4 + rest
    const std::uint64_t rest = a % 10'000 * b;
    const std::uint64_t value = a / 10'000 * b + rest / 10'000 + (rest % 10'000 >= 5'000 ? 1 : 0);
    return negative ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
}

// Whether two plain numbers are equal, by their digits: without leading zeros before the point, without
// trailing ones after it, and without the sign of nothing.
bool same_number(const std::string& a, const std::string& b)
{
    const auto bare = [](std::string text) {
        const bool negative = text.starts_with('-');
        text.erase(0, negative ? 1 : 0);
        text.erase(0, std::min(text.find_first_not_of('0'), text.size()));
        if (text.find('.') != std::string::npos)
            while (text.ends_with('0') || text.ends_with('.'))
            {
                const bool point = text.ends_with('.');
                text.pop_back();
                if (point)
                    break;
            }
        return (negative && !text.empty() ? "-" : "") + text;
    };
    return bare(a) == bare(b);
}

} // namespace

RC_GTEST_PROP(Money, NumberAndParseAreInverse, ())
{
    const auto minor =
        *rc::gen::distinctFrom(rc::gen::arbitrary<std::int64_t>(), std::numeric_limits<std::int64_t>::min());
    for (const Currency currency : {sek, jpy, kwd})
    {
        const Money money(minor, currency);
        RC_ASSERT(Money::parse(money.number(), currency) == money);
        RC_ASSERT(Money::parse(money.number() + (currency == jpy ? ".000" : "000"), currency) == money);
        RC_ASSERT((-(-money)) == money);
    }
}

// The other way round: no text is read as an amount that is not the one it prints.
RC_GTEST_PROP(Money, WhateverIsReadIsPrintedAndReadAgain, ())
{
    const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("0123456789.-")));
    for (const Currency currency : {sek, jpy, kwd})
    {
        Money money;
        try
        {
            money = Money::parse(text, currency);
        }
        catch (const Invalid&)
        {
            continue;
        }
        RC_ASSERT(Money::parse(money.number(), currency) == money);
        const auto point = money.number().find('.');
        const std::size_t decimals = point == std::string::npos ? 0 : money.number().size() - point - 1;
        RC_ASSERT(decimals == static_cast<std::size_t>(currency.decimals()));
        RC_ASSERT(same_number(money.number(), text));
    }
}

TEST(Money, PlainNumbers)
{
    EXPECT_EQ(Money::parse("12.5", sek).minor(), 1250);
    EXPECT_EQ(Money::parse("-0.05", sek).minor(), -5);
    EXPECT_EQ(Money::parse("007", jpy).minor(), 7);
    EXPECT_EQ(Money::parse("1.234", kwd).minor(), 1234);
    EXPECT_EQ(Money::parse("8.85000", sek).minor(), 885);
    EXPECT_EQ(Money(-5, sek).number(), "-0.05");
    EXPECT_EQ(Money(-5, kwd).number(), "-0.005");
    EXPECT_EQ(Money(0, jpy).text(), "0 JPY");
    EXPECT_EQ(Money(std::numeric_limits<std::int64_t>::max(), sek).number(), "92233720368547758.07");
}

TEST(Money, WhatIsNoAmount)
{
    for (const char* text : {"",
                             "-",
                             ".",
                             "-.",
                             "1.",
                             ".5",
                             "-.5",
                             "12,5",
                             "1 000",
                             "1'000",
                             "1e3",
                             "0x1",
                             "+1",
                             "--1",
                             "1.2.3",
                             "1.-2",
                             " 1",
                             "1 ",
                             "NaN",
                             "inf",
                             "12.5x",
                             "1.005",
                             "1.001",
                             "92233720368547758.08",
                             "99999999999999999999",
                             "\xd9\xa1",
                             "1\n"})
        EXPECT_THROW(Money::parse(text, sek), Invalid) << text;
    EXPECT_THROW(Money::parse(std::string_view("1\0", 2), sek), Invalid);
    EXPECT_THROW(Money::parse("1.5", jpy), Invalid);
    EXPECT_THROW(Money::parse("0.0001", kwd), Invalid);
}

TEST(Money, CurrenciesAreTheListedOnes)
{
    EXPECT_EQ(jpy.decimals(), 0);
    EXPECT_EQ(kwd.decimals(), 3);
    EXPECT_EQ(sek.decimals(), 2);
    for (const char* text : {"", "SE", "SEKK", "sek", "S K", "DEM", "XTS", "EK ", "\xc3\x85K"})
        EXPECT_THROW(Currency::parse(text), Invalid) << text;
    EXPECT_FALSE(Currency::unchecked("DEM").is_current());
    EXPECT_EQ(Currency::unchecked("DEM").decimals(), 2);
    EXPECT_TRUE(Currency().empty());
    EXPECT_FALSE(Currency().is_current());
    EXPECT_EQ(Currency().text(), "");
}

RC_GTEST_PROP(Money, PercentIsExact, ())
{
    const auto minor = *rc::gen::inRange<std::int64_t>(-900'000'000'000'000, 900'000'000'000'000);
    const auto rate = *rc::gen::inRange<std::int64_t>(-10'000, 10'001);
    for (const Currency currency : {sek, jpy, kwd})
        RC_ASSERT(Money(minor, currency).percent_half_away({rate}).minor() == exact_percent(minor, rate));
}

// Random amounts hardly ever meet an exact half: 5,000 * odd / 10,000 is one.
RC_GTEST_PROP(Money, ExactHalvesGoAwayFromZero, ())
{
    static const std::vector<std::int64_t> rates{5000, 1000, 200, 40, 8, 2500, 500, 100, 20, 4,
                                                 1250, 250,  50,  10, 2, 625,  125, 25,  5,  1};
    const auto rate = *rc::gen::elementOf(rates);
    const auto odd = 2 * *rc::gen::inRange<std::int64_t>(0, 1'000'000) + 1;
    const std::int64_t minor = 5000 / rate * odd; // times rate / 10,000 is odd / 2
    for (const Currency currency : {sek, jpy, kwd})
    {
        RC_ASSERT(Money(minor, currency).percent_half_away({rate}).minor() == (odd + 1) / 2);
        RC_ASSERT(Money(-minor, currency).percent_half_away({rate}).minor() == -(odd + 1) / 2);
        RC_ASSERT(Money(minor, currency).percent_half_away({-rate}).minor() == -(odd + 1) / 2);
    }
}

TEST(Money, HalfGoesAwayFromZero)
{
    EXPECT_EQ(Money(2, sek).percent_half_away({2500}).minor(), 1);
    EXPECT_EQ(Money(-2, sek).percent_half_away({2500}).minor(), -1);
    EXPECT_EQ(Money(1, sek).percent_half_away({4999}).minor(), 0);
    EXPECT_EQ(Money(-1, sek).percent_half_away({5000}).minor(), -1);
    EXPECT_EQ(Money(std::numeric_limits<std::int64_t>::min(), sek).percent_half_away({10'000}).minor(),
              std::numeric_limits<std::int64_t>::min());
    EXPECT_THROW(Money(std::numeric_limits<std::int64_t>::max(), sek).percent_half_away({10'001}), Bug);
}

TEST(Money, OverflowAndMixingAreBugs)
{
    const Money most(std::numeric_limits<std::int64_t>::max(), sek);
    const Money least(std::numeric_limits<std::int64_t>::min(), sek);
    EXPECT_THROW(most + Money(1, sek), Bug);
    EXPECT_THROW(least - Money(1, sek), Bug);
    EXPECT_THROW(-least, Bug);
    EXPECT_THROW(Money(1, sek) + Money(1, jpy), Bug);
    EXPECT_THROW((void)(Money(1, sek) < Money(1, jpy)), Bug);
    EXPECT_FALSE(Money(1, sek) == Money(1, jpy));
    EXPECT_EQ(min(Money(1, sek), Money(-1, sek)).minor(), -1);
}
