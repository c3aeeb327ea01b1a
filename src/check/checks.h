// The checks, each in the file of its name. A fault is a sentence.
#pragma once

#include "check/check.h"

namespace kvitt::check
{

using Faults = std::vector<std::string>;

// Each sums to zero per currency and names an event (domain.md 3.6).
Faults journal_balances(Read& read, const Question& question);
// What the accounts say is what receipts, credit, repayments and orders say: two ways to the same sums.
Faults journal_equals_tables(Read& read, const Question& question);
// Each receipt is allocated + credit + returned + exchanged + unplaced, and its state says which.
Faults receipts_add_up(Read& read, const Question& question);
// Each active order's total is allocated + written off.
Faults orders_paid(Read& read, const Question& question);
// No partner has two open orders of one family.
Faults one_open_order(Read& read, const Question& question);
// No order was activated twice: one membership for each, or one after another was revoked.
Faults one_activation(Read& read, const Question& question);
// A bank account in the journal has its statements' closing balance, where those add up.
Faults bank_equals_statements(Read& read, const Question& question);
// Every event is sealed in an unbroken chain, or unsealed for less than a minute.
Faults events_sealed(Read& read, const Question& question);
// The chain still holds the heads that were kept elsewhere.
Faults chain_anchored(Read& read, const Question& question);
// Every active order's document is issued or due once, and no other order's is.
Faults documents_due(Read& read, const Question& question);
// Every file that a row names is there with its bytes.
Faults files_kept(Read& read, const Question& question);

} // namespace kvitt::check
