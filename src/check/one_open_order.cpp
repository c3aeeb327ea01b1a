#include "check/checks.h"
#include "orders/faults.h"

namespace kvitt::check
{

Faults one_open_order(Read& read, const Question&) { return orders::open_twice_faults(read); }

} // namespace kvitt::check
