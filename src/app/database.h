// The embedded database as a process owns it: its lock file is held as long as it is open.
#pragma once

#include "app/configuration.h"
#include "store/db.h"
#include "store/lock.h"

namespace kvitt::app
{

struct OwnedDatabase
{
    store::FileLock lock; // dies last
    std::unique_ptr<Db> db;
};

// Nothing if another process holds it. Brings the schema to this version. Where `may_create` is not set, a
// database that is not there is store::Unavailable.
std::optional<OwnedDatabase> try_own(const Configuration& configuration, bool may_create);

} // namespace kvitt::app
