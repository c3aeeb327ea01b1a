// The values that bank files carry, read without throwing: what is wrong is told, with the text, so that the
// reader can decide between refusing the file, holding the entry and warning.
#pragma once

#include "base/date.h"
#include "base/money.h"

#include <optional>

namespace kvitt::statements
{

// A larger amount in minor units is not believed.
inline constexpr std::int64_t amount_minor_max = 100'000'000'000'000'000; // ten times it still fits

enum class AmountFault
{
    none,
    not_an_amount,
    too_large,
    too_many_decimals, // more than the currency has, and not zeros
};

struct AmountReading
{
    std::int64_t minor = 0; // only where fault is none
    AmountFault fault = AmountFault::none;
};

// "1234.50": digits with a point, no sign. Zeros beyond the currency's decimals are cut (bank-formats 13.8).
AmountReading read_amount(std::string_view text, Currency currency);

// Three capital letters, current or not.
std::optional<Currency> read_currency(std::string_view text);

// The calendar day of an ISO 8601 date or time, as written: the zone is not applied, since it is the bank's
// day.
std::optional<Date> read_day(std::string_view text);

// Letters and digits in capitals, so that one account compares equal however it is printed.
std::string account_key(std::string_view account);

} // namespace kvitt::statements
