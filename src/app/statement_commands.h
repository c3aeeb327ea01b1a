// `kvitt read-statement` and `kvitt import-statement`.
#pragma once

#include "app/commands.h"

namespace kvitt::app
{

int run_read_statement(Session& session, const Options& options);
int run_import_statement(Session& session, const Options& options);

} // namespace kvitt::app
