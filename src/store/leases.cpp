#include "store/leases.h"

namespace kvitt::store
{
namespace
{

struct LeaseRow
{
    std::string holder;
    Instant until_at;
    std::int64_t fence = 0;
};
BOOST_DESCRIBE_STRUCT(LeaseRow, (), (holder, until_at, fence))

std::optional<LeaseRow> try_find(Tx& tx, const std::string& name)
{
    static const Sql sql("store::find_lease",
                         "SELECT holder, until_at, fence FROM store_leases WHERE name = $1");
    return tx.try_one<LeaseRow>(sql, name);
}

} // namespace

std::optional<Lease> take_lease(Tx& tx, const std::string& name, const std::string& holder,
                                std::chrono::seconds length)
{
    static const Sql upsert("store::take_lease", R"(
        INSERT INTO store_leases (name, holder, until_at, fence) VALUES ($1, $2, $3, $4)
        ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_at = excluded.until_at,
            fence = excluded.fence)");
    const auto held = try_find(tx, name);
    const bool mine = held && held->holder == holder;
    if (held && !mine && held->until_at > tx.machine_now())
        return std::nullopt;
    const std::int64_t fence = !held ? 1 : mine ? held->fence : held->fence + 1;
    tx.run(upsert, name, holder, tx.machine_now() + length, fence);
    return Lease{name, holder, fence};
}

void check_lease(Tx& tx, const Lease& lease)
{
    const auto held = try_find(tx, lease.name);
    KVITT_ASSERT(held && held->holder == lease.holder && held->fence == lease.fence);
}

void give_back_lease(Tx& tx, const Lease& lease)
{
    static const Sql sql(
        "store::give_back_lease",
        "UPDATE store_leases SET until_at = 0 WHERE name = $1 AND holder = $2 AND fence = $3");
    tx.run(sql, lease.name, lease.holder, lease.fence);
}

} // namespace kvitt::store
