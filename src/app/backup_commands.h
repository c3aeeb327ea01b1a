// `kvitt backup` and `kvitt restore`.
#pragma once

#include "app/commands.h"

namespace kvitt::app
{

int run_backup(Session& session, const Options& options);
// Opens the database itself once it is there.
int run_restore(Session& session, const Options& options);

} // namespace kvitt::app
