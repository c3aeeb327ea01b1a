#include "base/date.h"

#include "base/error.h"

#include <unicode/timezone.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <optional>

namespace kvitt
{
namespace
{

constexpr std::int64_t us_per_second = 1'000'000;
constexpr std::int64_t us_per_day = 86'400 * us_per_second;

std::optional<int> number_at(std::string_view text, std::size_t at, std::size_t size)
{
    int value = 0;
    if (at + size > text.size())
        return std::nullopt;
    const char* first = text.data() + at;
    const auto [end, error] = std::from_chars(first, first + size, value);
    if (error != std::errc{} || end != first + size || *first == '-')
        return std::nullopt;
    return value;
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

} // namespace

Date Date::of(int year, unsigned month, unsigned day)
{
    const std::chrono::year_month_day civil{std::chrono::year{year}, std::chrono::month{month},
                                            std::chrono::day{day}};
    if (!civil.ok() || year < 1 || year > 9999)
        throw Invalid("not a calendar day");
    return Date(std::chrono::sys_days{civil});
}

Date Date::parse(std::string_view text)
{
    const auto year = number_at(text, 0, 4);
    const auto month = number_at(text, 5, 2);
    const auto day = number_at(text, 8, 2);
    if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !year || !month || !day)
        throw Invalid("not a date like 2026-11-23");
    return of(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

std::string Date::text() const
{
    const auto c = civil();
    std::array<char, 16> out{};
    const int size = std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", static_cast<int>(c.year()),
                                   static_cast<unsigned>(c.month()), static_cast<unsigned>(c.day()));
    return {out.data(), static_cast<std::size_t>(size)};
}

Date Date::plus_years(int years) const
{
    const auto c = civil();
    const auto moved = std::chrono::year_month_day{c.year() + std::chrono::years{years}, c.month(), c.day()};
    if (moved.ok())
        return Date(std::chrono::sys_days{moved});
    return Date(std::chrono::sys_days{
        std::chrono::year_month_day_last{moved.year(), std::chrono::month_day_last{moved.month()}}});
}

Instant Instant::parse(std::string_view text)
{
    static const char* const message = "not a time like 2026-11-23T14:02:00Z";
    const auto hour = number_at(text, 11, 2);
    const auto minute = number_at(text, 14, 2);
    const auto second = number_at(text, 17, 2);
    if (text.size() < 20 || (text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':' ||
        !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59)
        throw Invalid(message);
    std::int64_t us = Date::parse(text.substr(0, 10)).days().time_since_epoch().count() * us_per_day;
    us += ((*hour * 60LL + *minute) * 60 + *second) * us_per_second;
    std::size_t at = 19;
    if (text[at] == '.')
    {
        std::int64_t scale = us_per_second / 10;
        const std::size_t first = ++at;
        for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
            us += (text[at] - '0') * scale;
        if (at == first)
            throw Invalid(message);
    }
    const std::string_view zone = text.substr(at);
    if (zone == "Z" || zone == "z")
        return Instant(us);
    const auto zone_hour = number_at(zone, 1, 2);
    const auto zone_minute = number_at(zone, 4, 2);
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':' || !zone_hour ||
        !zone_minute || *zone_hour > 23 || *zone_minute > 59)
        throw Invalid(message);
    const std::int64_t offset = (*zone_hour * 60LL + *zone_minute) * 60 * us_per_second;
    return Instant(zone[0] == '+' ? us - offset : us + offset);
}

std::string Instant::text() const
{
    const std::int64_t day = floor_div(us_, us_per_day);
    const std::int64_t rest = us_ - day * us_per_day;
    const auto seconds = static_cast<int>(rest / us_per_second);
    const auto fraction = static_cast<int>(rest % us_per_second);
    std::array<char, 48> out{};
    int size = std::snprintf(out.data(), out.size(), "T%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60,
                             seconds % 60);
    if (fraction != 0)
        size +=
            std::snprintf(out.data() + size, out.size() - static_cast<std::size_t>(size), ".%06d", fraction);
    return Date(std::chrono::sys_days{Days{day}}).text() +
           std::string(out.data(), static_cast<std::size_t>(size)) + "Z";
}

struct TimeZone::Rules
{
    std::unique_ptr<icu::TimeZone> zone;
};

TimeZone::TimeZone(std::string name, std::shared_ptr<const Rules> rules)
    : name_(std::move(name)),
      rules_(std::move(rules))
{}

TimeZone TimeZone::utc() { return parse("UTC"); }

TimeZone TimeZone::parse(std::string_view iana_name)
{
    const auto id = icu::UnicodeString::fromUTF8(
        icu::StringPiece(iana_name.data(), static_cast<int32_t>(iana_name.size())));
    std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(id));
    icu::UnicodeString canonical;
    UBool listed = false; // ICU also makes zones of its own of names like GMT+5
    UErrorCode status = U_ZERO_ERROR;
    icu::TimeZone::getCanonicalID(id, canonical, listed, status);
    if (!zone || U_FAILURE(status) || !listed || *zone == icu::TimeZone::getUnknown())
        throw Invalid("not a time zone of the IANA database");
    return {std::string(iana_name), std::make_shared<const Rules>(Rules{std::move(zone)})};
}

std::chrono::seconds TimeZone::offset_at(Instant at) const
{
    int32_t raw = 0;
    int32_t summer = 0;
    UErrorCode status = U_ZERO_ERROR;
    rules_->zone->getOffset(static_cast<UDate>(floor_div(at.us(), 1000)), false, raw, summer, status);
    KVITT_ASSERT(U_SUCCESS(status));
    return std::chrono::seconds((raw + summer) / 1000);
}

Date TimeZone::date_at(Instant at) const
{
    const Instant local = at + std::chrono::microseconds(offset_at(at));
    return Date(std::chrono::sys_days{Days{floor_div(local.us(), us_per_day)}});
}

Instant TimeZone::start_of(Date day) const
{
    const Instant midnight(day.days().time_since_epoch().count() * us_per_day);
    // The offset before the day's first change is the one in force just before local midnight; try both
    // sides.
    const Instant guess =
        midnight -
        std::chrono::microseconds(offset_at(midnight - std::chrono::microseconds(offset_at(midnight))));
    const Instant early = guess - std::chrono::hours(3);
    Instant first = guess;
    for (const Instant at : {midnight - std::chrono::microseconds(offset_at(early)), guess})
        if (date_at(at) == day && (date_at(first) != day || at < first))
            first = at;
    if (date_at(first) == day)
        return first;
    // A day that the zone left out (Pacific/Apia 2011-12-30) has no instant of its own: the next day's start.
    Instant before = midnight - std::chrono::hours(30);
    Instant after = midnight + std::chrono::hours(30);
    while (after - before > std::chrono::microseconds(1))
    {
        const Instant middle = before + (after - before) / 2;
        (date_at(middle) < day ? before : after) = middle;
    }
    return after;
}

} // namespace kvitt
