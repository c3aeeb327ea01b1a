#include "check/checks.h"
#include "payments/faults.h"

namespace kvitt::check
{

Faults receipts_add_up(Read& read, const Question&) { return payments::faults(read); }

} // namespace kvitt::check
