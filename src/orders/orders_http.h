// Orders over HTTP: the JSON API (product.md) and the desk's pages. The partner's pages are in purchase.
#pragma once

#include "orders/proofs_http.h"

namespace kvitt::orders
{

// The order that the address names: the caller's own, or any for the desk. Another company's order does not
// exist for it.
Order find_own(const web::Context& c, Read& read);

web::Routes routes(const ProofSettings& proofs);

} // namespace kvitt::orders
