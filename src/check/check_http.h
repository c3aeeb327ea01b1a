// The desk's page of the checks.
#pragma once

#include "web/route.h"

namespace kvitt::check
{

web::Routes routes();

} // namespace kvitt::check
