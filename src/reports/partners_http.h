// The desk's pages of companies: the list, and everything that ever happened to one.
#pragma once

#include "web/route.h"

namespace kvitt::reports
{

web::Routes partner_routes();

} // namespace kvitt::reports
