// Leases: who may do a thing that one process at a time does (sealer, jobs). `(name, node, until, fence)`;
// the fence rises with each change of hands and is checked in each transaction that relies on the lease.
#pragma once

#include "store/db.h"

namespace kvitt::store
{

struct Lease
{
    std::string name;
    std::string holder;
    std::int64_t fence = 0;
};

// Takes or prolongs the lease for `holder`; nothing if another one holds it. Machine time.
std::optional<Lease> take_lease(Tx& tx, const std::string& name, const std::string& holder,
                                std::chrono::seconds length);
// Refuses (Bug) when the lease has changed hands since.
void check_lease(Tx& tx, const Lease& lease);
void give_back_lease(Tx& tx, const Lease& lease);

} // namespace kvitt::store
