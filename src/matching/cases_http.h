// Finance's cases: what no rule may decide, oldest first, and closing one with a note.
#pragma once

#include "web/route.h"

namespace kvitt::matching
{

web::Routes case_routes();

} // namespace kvitt::matching
