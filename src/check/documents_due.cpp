#include "check/checks.h"
#include "orders/faults.h"

namespace kvitt::check
{

Faults documents_due(Read& read, const Question&) { return orders::document_faults(read); }

} // namespace kvitt::check
