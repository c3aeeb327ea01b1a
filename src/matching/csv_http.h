// The desk's lists of payments and bank files, as CSV.
#pragma once

#include "web/route.h"

namespace kvitt::matching
{

web::Routes csv_routes();

} // namespace kvitt::matching
