#include "demo/clock.h"

#include "base/error.h"
#include "base/text.h"

namespace kvitt::demo
{
namespace
{

constexpr std::size_t date_characters = 10;    // 2026-12-24
constexpr std::size_t minutes_characters = 16; // 2026-12-24T09:30
constexpr std::size_t seconds_characters = 19; // 2026-12-24T09:30:00
constexpr std::size_t mark_at = 10;            // the T

} // namespace

Instant business_time(std::string_view given, const TimeZone& zone)
{
    const std::string_view text = trimmed(given);
    if (text.size() == date_characters)
        return zone.start_of(Date::parse(text));
    if (text.size() != minutes_characters && text.size() != seconds_characters)
        return Instant::parse(text);
    std::string whole(text);
    whole[mark_at] = 'T';
    if (text.size() == minutes_characters)
        whole += ":00";
    // The offset in force then, not the one in force at the same figures in UTC.
    const Instant as_utc = Instant::parse(whole + "Z");
    const Instant near = as_utc - zone.offset_at(as_utc);
    return as_utc - zone.offset_at(near);
}

} // namespace kvitt::demo
