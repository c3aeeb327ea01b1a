#include "statements/values.h"

#include "base/text.h"

#include <algorithm>
#include <charconv>

namespace kvitt::statements
{
namespace
{

constexpr std::size_t day_size = 10; // 2026-11-23

std::optional<unsigned> number(std::string_view text)
{
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

} // namespace

AmountReading read_amount(std::string_view text, Currency currency)
{
    const auto point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    std::string_view fraction = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    const auto digits_or_none = [](std::string_view part) { return part.empty() || all_digits(part); };
    if (!digits_or_none(whole) || !digits_or_none(fraction) || (whole.empty() && fraction.empty()))
        return {0, AmountFault::not_an_amount}; // XSD decimals may be "12." or ".5"
    const auto decimals = static_cast<std::size_t>(currency.decimals());
    const auto beyond = fraction.substr(std::min(decimals, fraction.size()));
    if (beyond.find_first_not_of('0') != std::string_view::npos)
        return {0, AmountFault::too_many_decimals};
    fraction = fraction.substr(0, decimals);
    std::int64_t minor = 0;
    const auto add_digit = [&](char digit) {
        minor = minor * 10 + (digit - '0');
        return minor <= amount_minor_max;
    };
    for (const char digit : whole)
        if (!add_digit(digit))
            return {0, AmountFault::too_large};
    for (std::size_t at = 0; at < decimals; ++at)
        if (!add_digit(at < fraction.size() ? fraction[at] : '0'))
            return {0, AmountFault::too_large};
    return {minor, AmountFault::none};
}

std::optional<Currency> read_currency(std::string_view text)
{
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (text.size() != 3 || !std::all_of(text.begin(), text.end(), capital))
        return std::nullopt;
    return Currency::unchecked(text);
}

std::optional<Date> read_day(std::string_view text)
{
    if (text.size() < day_size || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    // After the day a time (T) or a zone (Z, +01:00) may follow.
    if (text.size() > day_size && std::string_view("TZ+-").find(text[day_size]) == std::string_view::npos)
        return std::nullopt;
    const auto year = number(text.substr(0, 4));
    const auto month = number(text.substr(5, 2));
    const auto day = number(text.substr(8, 2));
    if (!year || !month || !day || *year == 0)
        return std::nullopt;
    const std::chrono::year_month_day civil{std::chrono::year(static_cast<int>(*year)),
                                            std::chrono::month(*month), std::chrono::day(*day)};
    if (!civil.ok())
        return std::nullopt;
    return Date(std::chrono::sys_days(civil));
}

std::string account_key(std::string_view account)
{
    std::string key;
    for (const char c : account)
        if (is_digit(c) || (c >= 'A' && c <= 'Z'))
            key.push_back(c);
        else if (c >= 'a' && c <= 'z')
            key.push_back(static_cast<char>(c - 'a' + 'A'));
    return key;
}

} // namespace kvitt::statements
