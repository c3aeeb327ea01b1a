#include "check/checks.h"
#include "orders/faults.h"

namespace kvitt::check
{

Faults orders_paid(Read& read, const Question&) { return orders::unpaid_faults(read); }

} // namespace kvitt::check
