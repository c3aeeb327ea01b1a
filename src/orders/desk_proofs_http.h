// The desk's queue of proofs of payment, and the page on which one is reviewed: /desk/proofs and below.
#pragma once

#include "orders/proofs_http.h"

namespace kvitt::orders
{

web::Routes desk_proof_routes(const ProofSettings& settings);

} // namespace kvitt::orders
