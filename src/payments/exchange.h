// Money in another currency than the order's, accepted by a person at a written rate (domain.md A19): never
// converted otherwise.
#pragma once

#include "base/text_value.h"
#include "payments/places.h"

namespace kvitt::payments
{

inline constexpr std::size_t rate_characters_max = 200;
using ExchangeRate = Text<rate_characters_max>; // "10.9185, ECB 2027-03-01"

inline const Refusal same_currency{RefusalKind::conflict, "same_currency",
                                   "The money is in that currency already."};

struct Exchange
{
    Id<Receipt> into_receipt;
    Id<Receipt> receipt;
    std::int64_t amount = 0;
    Currency currency;
    std::int64_t into_amount = 0;
    Currency into_currency;
    std::string rate;
    std::string decided_by;
    Id<events::Event> event;
    Instant at;

    Money money() const { return {amount, currency}; }
    Money into() const { return {into_amount, into_currency}; }
};
BOOST_DESCRIBE_STRUCT(Exchange, (),
                      (into_receipt, receipt, amount, currency, into_amount, into_currency, rate, decided_by,
                       event, at))

// All that has no place of the receipt becomes `into`: a receipt of its own, unplaced, that keeps day and
// payer. unplaced-receipts / currency-exchange in the one currency, currency-exchange / unplaced-receipts in
// the other.
Receipt exchange(Tx& tx, Id<Receipt> receipt, Money into, const ExchangeRate& rate);

// That the receipt came from; it came from a bank otherwise.
std::optional<Exchange> try_exchange_into(Read& read, Id<Receipt> into_receipt);

} // namespace kvitt::payments
