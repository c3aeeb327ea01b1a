// Machine time: sessions, throttling, leases, identifiers, log lines. Business time (deadlines,
// anniversaries) is machine time plus the offset stored in the database, and only a transaction hands it out
// (store/db.h).
#pragma once

#include "base/date.h"

namespace kvitt
{

// The only place that reads the machine's clock.
Instant machine_now();

// For durations inside one process; not comparable between processes.
std::chrono::steady_clock::time_point steady_now();

} // namespace kvitt
