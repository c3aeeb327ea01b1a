// Every room's addresses, in one list.
#pragma once

#include "web/route.h"

namespace kvitt::app
{

web::Routes all_routes(const std::string& files_folder);

} // namespace kvitt::app
