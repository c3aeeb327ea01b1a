// Orders over HTTP: the JSON API (product.md) and the desk's list and page. The partner's pages are in
// purchase.
#pragma once

#include "web/route.h"

namespace kvitt::orders
{

web::Routes routes();

} // namespace kvitt::orders
