// The desk's lists of orders, proofs and requests to cancel, as CSV.
#pragma once

#include "web/route.h"

namespace kvitt::orders
{

web::Routes csv_routes();

} // namespace kvitt::orders
