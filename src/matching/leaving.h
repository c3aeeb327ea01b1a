// A debit on one of our accounts: our own repayment going out, a payment that its bank takes back (domain.md
// A28), or something that is no business of orders. In the caller's transaction.
#pragma once

#include "matching/placing.h"

namespace kvitt::matching
{

enum class Departure
{
    other,          // bank / bank-other
    paid_out,       // a repayment that the desk had decided on
    taken_back,     // one certain payment, back with its payer
    unknown_return, // marked as a return, but not certain of which payment: bank-other, and a case for
                    // finance
};
BOOST_DESCRIBE_ENUM(Departure, other, paid_out, taken_back, unknown_return)

struct Left
{
    Departure departure = Departure::other;
    std::vector<std::string> orders; // that lost money by it
};

// `debit.amount` is negative; `debit.returned` that the bank marks it as a reversal or return.
Left take_out(Tx& tx, const Incoming& debit);

} // namespace kvitt::matching
