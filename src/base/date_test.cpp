#include "base/date.h"
#include "base/error.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

using namespace kvitt;

namespace
{

Date any_date()
{
    const int first = static_cast<int>(Date::of(1, 1, 1).days().time_since_epoch().count());
    const int last = static_cast<int>(Date::of(9999, 12, 31).days().time_since_epoch().count());
    return Date(std::chrono::sys_days{Days{*rc::gen::inRange(first, last + 1)}});
}

std::string start(const char* zone, const char* day)
{
    return TimeZone::parse(zone).start_of(Date::parse(day)).text();
}
std::string end(const char* zone, const char* day)
{
    return TimeZone::parse(zone).end_of(Date::parse(day)).text();
}

} // namespace

RC_GTEST_PROP(Date, TextAndParseAreInverse, ())
{
    const Date date = any_date();
    RC_ASSERT(Date::parse(date.text()) == date);
}

RC_GTEST_PROP(Date, YearsKeepMonthAndDayButForLeapDays, ())
{
    const Date date =
        Date::of(*rc::gen::inRange(1900, 2200), *rc::gen::inRange(1U, 13U), *rc::gen::inRange(1U, 29U));
    const int years = *rc::gen::inRange(-100, 100);
    const Date moved = date.plus_years(years);
    RC_ASSERT(static_cast<int>(moved.civil().year()) == static_cast<int>(date.civil().year()) + years);
    RC_ASSERT(moved.civil().month() == date.civil().month());
    RC_ASSERT(moved.civil().day() == date.civil().day());
}

TEST(Date, LeapDayBecomesTheTwentyEighth)
{
    const Date leap = Date::parse("2024-02-29");
    EXPECT_EQ(leap.plus_years(1).text(), "2025-02-28");
    EXPECT_EQ(leap.plus_years(4).text(), "2028-02-29");
    EXPECT_EQ(Date::parse("2096-02-29").plus_years(4).text(), "2100-02-28");
    EXPECT_EQ(Date::parse("2025-02-28").plus_years(-1).text(), "2024-02-28");
}

TEST(Date, WhatIsNoDate)
{
    for (const char* text : {"", "2026-11", "2026-11-31", "2025-02-29", "2026-13-01", "2026-00-10",
                             "2026-01-00", "0000-01-01", "-001-01-01", "2026/11/23", "2026-11-2x",
                             "2026-1-023", "20261123", "2026-11-23T", " 2026-11-23", "2026--1-23"})
        EXPECT_THROW(Date::parse(text), Invalid) << text;
}

RC_GTEST_PROP(Instant, TextAndParseAreInverse, ())
{
    const auto most = Instant::parse("9999-12-31T23:59:59Z").us();
    const Instant at(*rc::gen::inRange<std::int64_t>(Instant::parse("0001-01-01T00:00:00Z").us(), most));
    RC_ASSERT(Instant::parse(at.text()) == at);
}

TEST(Instant, OffsetsAndFractions)
{
    EXPECT_EQ(Instant::parse("2026-11-23T14:02:00+01:00").text(), "2026-11-23T13:02:00Z");
    EXPECT_EQ(Instant::parse("2026-11-23T14:02:00.5-00:30").text(), "2026-11-23T14:32:00.500000Z");
    EXPECT_EQ(Instant::parse("2026-11-23t14:02:00.123456789z").text(), "2026-11-23T14:02:00.123456Z");
    EXPECT_EQ(Instant(-1).text(), "1969-12-31T23:59:59.999999Z");
}

TEST(Instant, WhatIsNoTime)
{
    for (const char* text :
         {"", "2026-11-23", "2026-11-23T14:02Z", "2026-11-23T24:00:00Z", "2026-11-23T14:60:00Z",
          "2026-11-23T14:02:60Z", "2026-11-23T14:02:00", "2026-11-23T14:02:00.Z", "2026-11-23T14:02:00+1:00",
          "2026-11-23T14:02:00+24:00", "2026-11-23 14:02:00Z", "2026-02-30T14:02:00Z",
          "2026-11-23T14:02:00Zx", "2026-11-23T14:02:00.", "2026-11-23T-1:02:00Z"})
        EXPECT_THROW(Instant::parse(text), Invalid) << text;
}

TEST(TimeZone, DaysOverSummerTimeAreTwentyThreeAndTwentyFiveHoursLong)
{
    EXPECT_EQ(start("Europe/Stockholm", "2026-03-29"), "2026-03-28T23:00:00Z");
    EXPECT_EQ(end("Europe/Stockholm", "2026-03-29"), "2026-03-29T22:00:00Z");
    EXPECT_EQ(start("Europe/Stockholm", "2026-10-25"), "2026-10-24T22:00:00Z");
    EXPECT_EQ(end("Europe/Stockholm", "2026-10-25"), "2026-10-25T23:00:00Z");
    EXPECT_EQ(start("Asia/Tokyo", "2026-11-23"), "2026-11-22T15:00:00Z");
    EXPECT_EQ(start("Pacific/Kiritimati", "2026-01-01"), "2025-12-31T10:00:00Z");
    EXPECT_EQ(start("America/St_Johns", "2026-07-01"), "2026-07-01T02:30:00Z");
    EXPECT_EQ(start("UTC", "2026-07-01"), "2026-07-01T00:00:00Z");
}

TEST(TimeZone, WhereMidnightIsMissingTheDayStartsAfterTheGap)
{
    EXPECT_EQ(start("America/Sao_Paulo", "2017-10-15"), "2017-10-15T03:00:00Z");
    EXPECT_EQ(end("America/Sao_Paulo", "2017-10-15"), "2017-10-16T02:00:00Z");
    EXPECT_EQ(start("America/Sao_Paulo", "2018-02-18"), "2018-02-18T03:00:00Z");
    EXPECT_EQ(start("Asia/Beirut", "2024-03-31"), "2024-03-30T22:00:00Z");
    EXPECT_EQ(start("Africa/Cairo", "2026-04-24"), "2026-04-23T22:00:00Z");
}

TEST(TimeZone, WhereMidnightComesTwiceTheFirstOneCounts)
{
    EXPECT_EQ(start("America/Havana", "2023-11-05"), "2023-11-05T04:00:00Z");
}

TEST(TimeZone, ADayThatWasLeftOutIsEmpty)
{
    EXPECT_EQ(start("Pacific/Apia", "2011-12-30"), start("Pacific/Apia", "2011-12-31"));
}

RC_GTEST_PROP(TimeZone, EveryInstantLiesInItsDay, ())
{
    static const std::vector<TimeZone> zones{
        TimeZone::parse("Europe/Stockholm"),  TimeZone::parse("America/New_York"),
        TimeZone::parse("America/Sao_Paulo"), TimeZone::parse("Asia/Tokyo"),
        TimeZone::parse("Africa/Cairo"),      TimeZone::parse("Australia/Lord_Howe")};
    const TimeZone zone = *rc::gen::elementOf(zones);
    const Instant at(*rc::gen::inRange<std::int64_t>(Instant::parse("2012-01-01T00:00:00Z").us(),
                                                     Instant::parse("2037-12-31T00:00:00Z").us()));
    const Date day = zone.date_at(at);
    RC_ASSERT(zone.start_of(day) <= at);
    RC_ASSERT(at < zone.end_of(day));
    RC_ASSERT(zone.date_at(zone.start_of(day)) == day);
    RC_ASSERT(zone.date_at(zone.start_of(day) - std::chrono::microseconds(1)) < day);
}

TEST(TimeZone, OnlyNamesOfTheDatabase)
{
    for (const char* name : {"", "Mars/Olympus", "Europe/stockholm ", "GMT+5", "Etc/Unknown", "+01:00"})
        EXPECT_THROW(TimeZone::parse(name), Invalid) << name;
    EXPECT_EQ(TimeZone::parse("Europe/Stockholm").name(), "Europe/Stockholm");
}
