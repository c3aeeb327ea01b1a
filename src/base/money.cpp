#include "base/money.h"

#include "base/error.h"

#include <algorithm>
#include <limits>

namespace kvitt
{
namespace
{

// ISO 4217 active codes whose minor unit is 2, then the exceptions. Source: ISO 4217 list one, 2024.
constexpr std::string_view two_decimals =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF "
    "IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
    "MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD "
    "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER "
    "ZAR ZMW ZWG ";
constexpr std::string_view no_decimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF ";
constexpr std::string_view three_decimals = "BHD IQD JOD KWD LYD OMR TND ";

bool listed(std::string_view list, std::string_view code)
{
    for (std::size_t at = 0; at + 4 <= list.size(); at += 4)
        if (list.substr(at, 3) == code)
            return true;
    return false;
}

std::int64_t checked_add(std::int64_t a, std::int64_t b)
{
    std::int64_t sum = 0;
    KVITT_ASSERT(!__builtin_add_overflow(a, b, &sum));
    return sum;
}

} // namespace

Currency Currency::unchecked(std::string_view code)
{
    if (code.size() != 3 ||
        !std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
        throw Invalid("not a currency code of three capital letters");
    Currency currency;
    std::copy(code.begin(), code.end(), currency.letters_.begin());
    return currency;
}

Currency Currency::parse(std::string_view code)
{
    const Currency currency = unchecked(code);
    if (!currency.is_current())
        throw Invalid("not a currency in use (ISO 4217)");
    return currency;
}

std::string Currency::text() const
{
    return empty() ? std::string() : std::string(letters_.data(), letters_.size());
}

int Currency::decimals() const
{
    const std::string_view code(letters_.data(), letters_.size());
    if (listed(no_decimals, code))
        return 0;
    return listed(three_decimals, code) ? 3 : 2;
}

bool Currency::is_current() const
{
    const std::string_view code(letters_.data(), letters_.size());
    return listed(two_decimals, code) || listed(no_decimals, code) || listed(three_decimals, code);
}

Money Money::parse(std::string_view amount, Currency currency)
{
    const bool negative = !amount.empty() && amount.front() == '-';
    std::string_view rest = negative ? amount.substr(1) : amount;
    const auto point = rest.find('.');
    const std::string_view whole = rest.substr(0, point);
    std::string_view fraction = point == std::string_view::npos ? "" : rest.substr(point + 1);
    const auto digits = [](std::string_view s) {
        return s.find_first_not_of("0123456789") == std::string_view::npos;
    };
    if (whole.empty() || !digits(whole) || !digits(fraction) ||
        (point != std::string_view::npos && fraction.empty()))
        throw Invalid("not an amount");
    const auto decimals = static_cast<std::size_t>(currency.decimals());
    if (fraction.size() > decimals)
    {
        if (fraction.find_first_not_of('0', decimals) != std::string_view::npos)
            throw Invalid("more decimals than the currency has");
        fraction = fraction.substr(0, decimals);
    }
    std::string all(whole);
    all.append(fraction).append(decimals - fraction.size(), '0');
    std::int64_t minor = 0;
    for (const char digit : all)
        if (__builtin_mul_overflow(minor, std::int64_t{10}, &minor) ||
            __builtin_add_overflow(minor, std::int64_t{digit - '0'}, &minor))
            throw Invalid("amount too large");
    return {negative ? -minor : minor, currency};
}

std::string Money::number() const
{
    const auto decimals = static_cast<std::size_t>(currency_.decimals());
    const bool negative = minor_ < 0;
    const auto magnitude =
        negative ? std::uint64_t{0} - static_cast<std::uint64_t>(minor_) : static_cast<std::uint64_t>(minor_);
    std::string digits = std::to_string(magnitude);
    if (digits.size() <= decimals)
        digits.insert(0, decimals + 1 - digits.size(), '0');
    if (decimals > 0)
        digits.insert(digits.size() - decimals, 1, '.');
    return negative ? "-" + digits : digits;
}

std::string Money::text() const { return number() + " " + currency_.text(); }

Money Money::operator-() const
{
    KVITT_ASSERT(minor_ != std::numeric_limits<std::int64_t>::min());
    return {-minor_, currency_};
}

Money Money::operator+(Money other) const
{
    KVITT_ASSERT(currency_ == other.currency_);
    return {checked_add(minor_, other.minor_), currency_};
}

Money Money::operator-(Money other) const { return *this + -other; }

std::strong_ordering Money::operator<=>(const Money& other) const
{
    KVITT_ASSERT(currency_ == other.currency_);
    return minor_ <=> other.minor_;
}

Money Money::percent_half_away(BasisPoints rate) const
{
    __extension__ using Wide = __int128;
    const Wide product = static_cast<Wide>(minor_) * rate.value;
    const Wide half = product < 0 ? -5000 : 5000;
    const Wide rounded = (product + half) / 10000;
    KVITT_ASSERT(rounded <= std::numeric_limits<std::int64_t>::max() &&
                 rounded >= std::numeric_limits<std::int64_t>::min());
    return {static_cast<std::int64_t>(rounded), currency_};
}

Money min(Money a, Money b) { return a <= b ? a : b; }

} // namespace kvitt
