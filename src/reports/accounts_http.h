// The pages of our bank accounts.
#pragma once

#include "web/route.h"

namespace kvitt::reports
{

web::Routes account_routes();

} // namespace kvitt::reports
