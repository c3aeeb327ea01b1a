#include "store/sql.h"

#include <atomic>

namespace kvitt::store
{
namespace
{

std::atomic<const Sql*> first{nullptr};

} // namespace

Sql::Sql(const char* name, const char* text) : name_(name), text_(text), next_(first.load())
{
    while (!first.compare_exchange_weak(next_, this))
        continue;
}

std::vector<const Sql*> Sql::all()
{
    std::vector<const Sql*> found;
    for (const Sql* at = first.load(); at != nullptr; at = at->next_)
        found.push_back(at);
    return found;
}

} // namespace kvitt::store
