// /desk/cancel-requests: what partners have asked, and the desk's decision.
#pragma once

#include "web/route.h"

namespace kvitt::orders
{

web::Routes cancel_desk_routes();

} // namespace kvitt::orders
