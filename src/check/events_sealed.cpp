#include "check/checks.h"
#include "events/events.h"

namespace kvitt::check
{

Faults events_sealed(Read& read, const Question&) { return events::chain_faults(read); }

} // namespace kvitt::check
