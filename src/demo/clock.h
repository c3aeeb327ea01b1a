// Business time as people type it, for moving a demo's or test database's clock.
#pragma once

#include "base/date.h"

namespace kvitt::demo
{

// "2026-12-24" (the day's start), "2026-12-24T09:30" (in the zone) or RFC 3339 with an offset. Throws
// Invalid.
Instant business_time(std::string_view text, const TimeZone& zone);

} // namespace kvitt::demo
