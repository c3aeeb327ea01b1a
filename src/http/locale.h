// Money, numbers, days and times as a reader of the language writes them (ICU; en is en_GB, sv is sv_SE).
// Exact: no floating point. The texts hold no-break spaces and U+2212 where the language wants them.
#pragma once

#include "base/date.h"
#include "base/money.h"
#include "http/language.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace kvitt::http
{

// With currency and all its decimals: "US$4,730.00", "4 730,00 US$".
std::string money_text(Language language, Money money);
// Without the currency, for a column that names it in its head.
std::string amount_text(Language language, Money money);
// An amount as people enter it: "1,234.50" in English, "1 234,50" (or "1234.50") in Swedish. Throws Invalid
// for anything else; never guesses what a mark means.
Money money_entered(Language language, std::string_view typed, Currency currency);
// Grouped digits, "1,234".
std::string number_text(Language language, std::int64_t number);
// "25%", "12.5%" from basis points.
std::string percent_text(Language language, BasisPoints rate);
// "1.4 MB", "195 kB", "12 B": rounded down; a whole number has no decimals.
std::string size_text(Language language, std::int64_t bytes);
// "23 November 2026"
std::string date_long(Language language, Date date);
// "23 Nov 2026", "23 nov. 2026"
std::string date_medium(Language language, Date date);
// "23/11/2026", "2026-11-23"
std::string date_short(Language language, Date date);
// "14:02" in the zone.
std::string time_text(Language language, Instant at, const TimeZone& zone);
// Day and time, "23 November 2026 at 14:02"; the zone is not named.
std::string instant_text(Language language, Instant at, const TimeZone& zone);

} // namespace kvitt::http
