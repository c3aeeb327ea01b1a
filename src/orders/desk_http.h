// The desk's list and page of orders: /desk/orders and /desk/orders/{number}.
#pragma once

#include "web/route.h"

namespace kvitt::orders
{

web::Routes desk_routes();

} // namespace kvitt::orders
