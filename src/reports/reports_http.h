// The desk's reports: the journal's pages and their CSV files.
#pragma once

#include "web/route.h"

namespace kvitt::reports
{

web::Routes routes();

} // namespace kvitt::reports
