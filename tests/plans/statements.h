// Brings every statement of the product into being: a statement exists once its function has run. Each
// function that holds one is called once, with blank arguments; what it answers does not matter.
#pragma once

#include "store/db.h"

namespace kvitt::plans
{

// Nothing it writes stays.
void call_every_statement(Db& db);

} // namespace kvitt::plans
