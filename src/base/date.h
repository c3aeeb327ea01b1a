// A calendar day, an instant, and a time zone. Days are reckoned in the programme's zone (domain.md A3);
// instants are UTC microseconds. Nothing here reads a clock: see base/clock.h.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace kvitt
{

using Days = std::chrono::days;

class Date
{
  public:
    constexpr Date() = default;
    constexpr explicit Date(std::chrono::sys_days days) : days_(days) {}
    static Date of(int year, unsigned month, unsigned day);
    // ISO 8601 calendar date, "2026-11-23". Throws Invalid.
    static Date parse(std::string_view text);

    std::string text() const;
    std::chrono::sys_days days() const { return days_; }
    std::chrono::year_month_day civil() const { return days_; }

    Date operator+(Days n) const { return Date(days_ + n); }
    Date operator-(Days n) const { return Date(days_ - n); }
    Days operator-(Date other) const { return days_ - other.days_; }
    // The same day so many years on; 29 February becomes 28 February (domain.md A13).
    Date plus_years(int years) const;
    friend constexpr auto operator<=>(const Date&, const Date&) = default;

  private:
    std::chrono::sys_days days_{};
};

class Instant
{
  public:
    constexpr Instant() = default;
    constexpr explicit Instant(std::int64_t microseconds) : us_(microseconds) {}
    // RFC 3339 with an offset or Z, "2026-11-23T14:02:00Z". Throws Invalid.
    static Instant parse(std::string_view text);

    // RFC 3339 UTC with seconds, and microseconds if there are any.
    std::string text() const;
    std::int64_t us() const { return us_; }
    Instant operator+(std::chrono::microseconds d) const { return Instant(us_ + d.count()); }
    Instant operator-(std::chrono::microseconds d) const { return Instant(us_ - d.count()); }
    std::chrono::microseconds operator-(Instant other) const
    {
        return std::chrono::microseconds(us_ - other.us_);
    }
    friend constexpr auto operator<=>(const Instant&, const Instant&) = default;

  private:
    std::int64_t us_ = 0;
};

// An IANA zone. Copies are cheap; use from several threads is safe.
class TimeZone
{
  public:
    static TimeZone utc();
    // Throws Invalid for a name that the zone database does not have.
    static TimeZone parse(std::string_view iana_name);

    const std::string& name() const { return name_; }
    Date date_at(Instant at) const;
    // The first instant of the day (where summer time removes midnight, the first one that exists;
    // of a day that the zone left out, the next day's).
    Instant start_of(Date day) const;
    // 24:00 of the day, which is the start of the next.
    Instant end_of(Date day) const { return start_of(day + Days{1}); }
    // Offset from UTC in force at the instant.
    std::chrono::seconds offset_at(Instant at) const;

  private:
    struct Rules;
    TimeZone(std::string name, std::shared_ptr<const Rules> rules);
    std::string name_;
    std::shared_ptr<const Rules> rules_;
};

} // namespace kvitt
