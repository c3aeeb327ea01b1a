// Every room's addresses, in one list.
#pragma once

#include "app/configuration.h"
#include "web/route.h"

namespace kvitt::app
{

web::Routes all_routes(const Configuration& configuration);

} // namespace kvitt::app
