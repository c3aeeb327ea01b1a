// The site's own addresses: signing in and out, one's own roles, the language, and whether the server is
// ready.
#pragma once

#include "web/route.h"

namespace kvitt::web
{

Routes sign_in_routes();

} // namespace kvitt::web
