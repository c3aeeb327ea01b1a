// Looks up what the matcher needs to know about one payment: the orders it names, the partners its text,
// account and name point to, and the orders whose proofs do.
#pragma once

#include "matching/matcher.h"

namespace kvitt::matching
{

// At most so many different numbers are looked up for one payment; a payment with more is a person's work.
inline constexpr std::size_t numbers_looked_up_max = 20;

// At most so many proofs of the payment's day and account are read for one payment. Where there are more,
// none is known to be the only one, and nothing is suggested.
inline constexpr std::size_t proofs_looked_up_max = 200;
// A shorter transaction reference stands in too many texts to say anything.
inline constexpr std::size_t proof_ref_characters_min = 6;

Evidence gather(Read& read, const Payment& payment);

} // namespace kvitt::matching
