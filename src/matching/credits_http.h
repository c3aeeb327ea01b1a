// Partners' credit at the desk: who has any, and one partner's by the payments it came with.
#pragma once

#include "web/route.h"

namespace kvitt::matching
{

web::Routes credit_routes();

} // namespace kvitt::matching
