// Whether a statement goes on where the one before it ended: a warning on the statement, never a refusal.
#pragma once

#include "statements/files_store.h"

namespace kvitt::statements
{

// Looks at the statements of one staged file, in its order, and adds what is missing or doubled to their
// warnings; in small transactions.
void note_chain(Db& db, const Author& author, const std::vector<StatementRow>& statements);

} // namespace kvitt::statements
