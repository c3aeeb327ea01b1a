#include "check/checks.h"
#include "memberships/memberships.h"

namespace kvitt::check
{

Faults one_activation(Read& read, const Question&) { return memberships::faults(read); }

} // namespace kvitt::check
