// GET /api/v1/offers: what a partner can buy today, at what price, and if not, why.
#pragma once

#include "web/route.h"

namespace kvitt::orders
{

web::Routes offer_routes();

} // namespace kvitt::orders
