#include "store/recorder.h"

#include <atomic>

namespace kvitt::store
{
namespace
{

std::atomic<bool> watched{false};
Watcher watcher_now;

} // namespace

void watch_statements(Watcher watcher)
{
    watched = false;
    watcher_now = std::move(watcher);
    watched = static_cast<bool>(watcher_now);
}

void tell_watcher(const Sql& sql, std::span<const Value> values)
{
    if (watched.load(std::memory_order_relaxed))
        watcher_now(sql, values);
}

} // namespace kvitt::store
