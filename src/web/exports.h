// A list that somebody takes out of the house is told in the audit trail.
#pragma once

#include "web/context.h"

namespace kvitt::web
{

// Who took which list, with which filters (the query as it was asked), how many rows.
void record_export(Context& c, const char* list, std::int64_t rows);

} // namespace kvitt::web
