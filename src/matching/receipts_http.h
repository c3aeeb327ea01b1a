// Receipts over HTTP: the desk's list and page, and /api/v1/receipts. Money is moved in moves_http.h.
#pragma once

#include "web/route.h"

namespace kvitt::matching
{

web::Routes receipt_routes();

} // namespace kvitt::matching
