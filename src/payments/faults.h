// What `kvitt check` asks of this room: what is wrong in words, and the sums that the journal must show.
#pragma once

#include "payments/payments.h"

namespace kvitt::payments
{

// Receipts for which receipt = allocated + credit + returned + exchanged + unplaced does not hold, or whose
// state says something else than where the money is.
std::vector<std::string> faults(Read& read);

// What the rows of receipts, credit and repayments say that unplaced-receipts, partner-credit and
// refunds-payable hold.
std::vector<ledger::Balance> expected_balances(Read& read);

} // namespace kvitt::payments
