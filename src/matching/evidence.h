// Looks up what the matcher needs to know about one payment: the orders it names, the partners its text,
// account and name point to.
#pragma once

#include "matching/matcher.h"

namespace kvitt::matching
{

// At most so many different numbers are looked up for one payment; a payment with more is a person's work.
inline constexpr std::size_t numbers_looked_up_max = 20;

Evidence gather(Read& read, const Payment& payment);

} // namespace kvitt::matching
