#include "base/clock.h"

namespace kvitt
{

Instant machine_now()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return Instant(std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}

std::chrono::steady_clock::time_point steady_now() { return std::chrono::steady_clock::now(); }

} // namespace kvitt
