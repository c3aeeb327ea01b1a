// Money is an integer count of minor units and an ISO 4217 currency; there is no floating point near it.
// Mixing currencies or overflowing is a bug (KVITT_ASSERT), never a silent conversion (domain.md A10, A19).
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace kvitt
{

// An ISO 4217 code, three capital letters. The default value is "no currency" and equals nothing real.
class Currency
{
  public:
    constexpr Currency() = default;
    // Throws Invalid if the text is not three letters A-Z of a current ISO 4217 code.
    static Currency parse(std::string_view code);
    // Three letters whatever they are (obsolete codes in bank files): they can be read, never booked.
    static Currency unchecked(std::string_view code);

    std::string text() const;
    // 0, 2 or 3 (ISO 4217, minor unit). Obsolete codes count two.
    int decimals() const;
    bool is_current() const;
    constexpr bool empty() const { return letters_[0] == 0; }
    friend constexpr auto operator<=>(const Currency&, const Currency&) = default;

  private:
    std::array<char, 3> letters_{};
};

// Basis points: 2500 is 25 %.
struct BasisPoints
{
    std::int64_t value = 0;
    friend constexpr auto operator<=>(const BasisPoints&, const BasisPoints&) = default;
};

class Money
{
  public:
    constexpr Money() = default;
    constexpr Money(std::int64_t minor, Currency currency) : minor_(minor), currency_(currency) {}

    // "1234.50", "-12", "0.5": point as decimal mark, no grouping, at most the currency's decimals (further
    // zeros are cut). Throws Invalid.
    static Money parse(std::string_view amount, Currency currency);

    constexpr std::int64_t minor() const { return minor_; }
    constexpr Currency currency() const { return currency_; }
    // The plain number with all the currency's decimals, "1234.50"; inverse of parse.
    std::string number() const;
    // "1234.50 SEK"
    std::string text() const;

    bool is_zero() const { return minor_ == 0; }
    bool is_positive() const { return minor_ > 0; }

    Money operator-() const;
    Money operator+(Money other) const;
    Money operator-(Money other) const;
    Money& operator+=(Money other) { return *this = *this + other; }
    Money& operator-=(Money other) { return *this = *this - other; }
    friend constexpr bool operator==(const Money&, const Money&) = default;
    std::strong_ordering operator<=>(const Money& other) const;

    // This times basis points / 10,000, rounded half away from zero (domain.md A10).
    Money percent_half_away(BasisPoints rate) const;

  private:
    std::int64_t minor_ = 0;
    Currency currency_;
};

// The number of an amount for an API or a row where minor units stand alone.
Money min(Money a, Money b);

} // namespace kvitt
