// The audit trail's pages.
#pragma once

#include "web/route.h"

namespace kvitt::reports
{

web::Routes audit_routes();

} // namespace kvitt::reports
