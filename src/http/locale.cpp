#include "http/locale.h"

#include "base/error.h"

#include <algorithm>
#include <map>
#include <memory>
#include <unicode/datefmt.h>
#include <unicode/numberformatter.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>
#include <utility>

namespace kvitt::http
{
namespace
{

using icu::number::LocalizedNumberFormatter;
using icu::number::NumberFormatter;
using icu::number::Precision;

constexpr std::int64_t us_per_ms = 1000;
constexpr std::int64_t ms_per_day = 86'400'000;

icu::Locale locale_of(Language language)
{
    return language == Language::sv ? icu::Locale("sv", "SE") : icu::Locale("en", "GB");
}

std::string utf8(const icu::UnicodeString& text)
{
    std::string out;
    text.toUTF8String(out);
    return out;
}

std::string format_decimal(const LocalizedNumberFormatter& format, const std::string& number)
{
    UErrorCode status = U_ZERO_ERROR;
    const auto formatted = format.formatDecimal(number, status);
    const auto text = formatted.toString(status);
    KVITT_ASSERT(U_SUCCESS(status));
    return utf8(text);
}

LocalizedNumberFormatter money_format(Language language, Currency currency, bool with_currency)
{
    UErrorCode status = U_ZERO_ERROR;
    // ISO's decimals, not the locale database's, which hides the fils of some currencies.
    auto format = NumberFormatter::withLocale(locale_of(language))
                      .precision(Precision::fixedFraction(currency.decimals()));
    if (with_currency)
        format = format.unit(icu::CurrencyUnit(icu::StringPiece(currency.text()), status));
    KVITT_ASSERT(U_SUCCESS(status));
    return format;
}

const LocalizedNumberFormatter& cached_money_format(Language language, Currency currency, bool with_currency)
{
    thread_local std::map<std::tuple<Language, Currency, bool>, LocalizedNumberFormatter> formats;
    const auto key = std::make_tuple(language, currency, with_currency);
    auto found = formats.find(key);
    if (found == formats.end())
        found = formats.emplace(key, money_format(language, currency, with_currency)).first;
    return found->second;
}

constexpr auto no_style = icu::DateFormat::kNone;

// Making one takes a hundred times as long as using it, and one must not be used by two threads.
std::string format_date(Language language, icu::DateFormat::EStyle day, icu::DateFormat::EStyle time,
                        std::int64_t local_ms)
{
    using Key = std::tuple<Language, icu::DateFormat::EStyle, icu::DateFormat::EStyle>;
    thread_local std::map<Key, std::unique_ptr<icu::DateFormat>> formats;
    auto& format = formats[{language, day, time}];
    if (!format)
    {
        format.reset(icu::DateFormat::createDateTimeInstance(day, time, locale_of(language)));
        KVITT_ASSERT(format != nullptr);
        format->adoptTimeZone(icu::TimeZone::getGMT()->clone()); // the figures come shifted into their zone
    }
    icu::UnicodeString text;
    format->format(static_cast<UDate>(local_ms), text);
    return utf8(text);
}

std::int64_t day_ms(Date date) { return date.days().time_since_epoch().count() * ms_per_day; }

std::int64_t local_ms(Instant at, const TimeZone& zone)
{
    const auto local = at + std::chrono::microseconds(zone.offset_at(at));
    return local.us() / us_per_ms - (local.us() % us_per_ms < 0 ? 1 : 0);
}

} // namespace

std::string money_text(Language language, Money money)
{
    const bool has_currency = !money.currency().empty(); // Money's default, an amount not known yet
    return format_decimal(cached_money_format(language, money.currency(), has_currency), money.number());
}

std::string amount_text(Language language, Money money)
{
    return format_decimal(cached_money_format(language, money.currency(), false), money.number());
}

namespace
{

constexpr std::string_view no_break_space = "\u00a0";
constexpr std::string_view narrow_no_break_space = "\u202f";

std::string without_blanks(std::string_view typed)
{
    std::string text(typed);
    for (const std::string_view blank : {no_break_space, narrow_no_break_space, std::string_view(" ")})
        for (auto at = text.find(blank); at != std::string::npos; at = text.find(blank, at))
            text.erase(at, blank.size());
    return text;
}

// "1,234,567.50": each comma stands before exactly three digits.
std::string without_english_groups(const std::string& text)
{
    constexpr std::size_t group = 3;
    const auto digits_until = [&](std::size_t from) {
        const auto end = text.find_first_not_of("0123456789", from);
        return (end == std::string::npos ? text.size() : end) - from;
    };
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at)
        if (text[at] != ',')
            out += text[at];
        else if (at == 0 || out.find('.') != std::string::npos || digits_until(at + 1) != group)
            throw Invalid("not an amount like 1,234.50");
    return out;
}

} // namespace

Money money_entered(Language language, std::string_view typed, Currency currency)
{
    std::string text = without_blanks(typed);
    if (language == Language::en)
        return Money::parse(without_english_groups(text), currency);
    if (text.find('.') == std::string::npos)
        std::replace(text.begin(), text.end(), ',', '.');
    return Money::parse(text, currency);
}

std::string number_text(Language language, std::int64_t number)
{
    thread_local std::map<Language, LocalizedNumberFormatter> formats;
    auto found = formats.find(language);
    if (found == formats.end())
        found = formats.emplace(language, NumberFormatter::withLocale(locale_of(language))).first;
    return format_decimal(found->second, std::to_string(number));
}

std::string size_text(Language language, std::int64_t bytes)
{
    constexpr std::int64_t kilobyte = 1024;
    constexpr std::int64_t megabyte = kilobyte * kilobyte;
    if (bytes < kilobyte)
        return number_text(language, bytes) + " B";
    if (bytes < megabyte)
        return number_text(language, bytes / kilobyte) + " kB";
    const std::int64_t tenths = bytes / megabyte * 10 + bytes % megabyte * 10 / megabyte;
    const std::string mark = language == Language::sv ? "," : ".";
    const std::string decimals = tenths % 10 == 0 ? "" : mark + std::to_string(tenths % 10);
    return number_text(language, tenths / 10) + decimals + " MB";
}

std::string percent_text(Language language, BasisPoints rate)
{
    const std::int64_t whole = rate.value / 100;
    const std::int64_t rest = rate.value % 100 < 0 ? -(rate.value % 100) : rate.value % 100;
    std::string number(rate.value < 0 && whole == 0 ? "-" : "");
    number.append(std::to_string(whole)).append(rest < 10 ? ".0" : ".").append(std::to_string(rest));
    thread_local std::map<Language, LocalizedNumberFormatter> formats;
    auto found = formats.find(language);
    if (found == formats.end())
        found = formats
                    .emplace(language, NumberFormatter::withLocale(locale_of(language))
                                           .unit(icu::MeasureUnit::getPercent())
                                           .precision(Precision::maxFraction(2)))
                    .first;
    return format_decimal(found->second, number);
}

std::string date_long(Language language, Date date)
{
    return format_date(language, icu::DateFormat::kLong, no_style, day_ms(date));
}

std::string date_medium(Language language, Date date)
{
    return format_date(language, icu::DateFormat::kMedium, no_style, day_ms(date));
}

std::string date_short(Language language, Date date)
{
    return format_date(language, icu::DateFormat::kShort, no_style, day_ms(date));
}

std::string time_text(Language language, Instant at, const TimeZone& zone)
{
    return format_date(language, no_style, icu::DateFormat::kShort, local_ms(at, zone));
}

std::string instant_text(Language language, Instant at, const TimeZone& zone)
{
    return format_date(language, icu::DateFormat::kLong, icu::DateFormat::kShort, local_ms(at, zone));
}

} // namespace kvitt::http
