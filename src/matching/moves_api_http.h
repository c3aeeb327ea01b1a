// The same moves for programs: /api/v1/receipts/{id}/allocations, /allocations/undo and /returns. Each
// answers the receipt as GET does.
#pragma once

#include "web/route.h"

namespace kvitt::matching
{

web::Routes move_api_routes();

} // namespace kvitt::matching
