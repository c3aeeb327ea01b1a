// Brings a database's schema to this program's version: the embedded files schema/NNNN_why.sql in order, each
// in its own transaction, remembered with their hash. NNNN_why.sqlite.sql runs on that engine only.
#pragma once

#include "store/engine.h"

namespace kvitt::store
{

// Throws SchemaNewer where the database knows migrations that this program does not, Bug where an applied
// migration's text has changed since.
void migrate_schema(Engine& engine);

} // namespace kvitt::store
