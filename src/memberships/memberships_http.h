// GET /api/v1/memberships.
#pragma once

#include "web/route.h"

namespace kvitt::memberships
{

web::Routes routes();

} // namespace kvitt::memberships
