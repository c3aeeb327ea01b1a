// Repayments: those decided and not yet out, and saying that one has left the account.
#pragma once

#include "web/route.h"

namespace kvitt::matching
{

web::Routes return_routes();

} // namespace kvitt::matching
