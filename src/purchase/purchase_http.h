// The partner's pages: dashboard, offers, comparison, purchase, order, company. Their addresses; what they
// show is in *_views.h.
#pragma once

#include "orders/proofs_http.h"

namespace kvitt::purchase
{

struct Settings
{
    bool card_configured = false;
    orders::ProofSettings proofs = {};
};

web::Routes routes(const Settings& settings);

} // namespace kvitt::purchase
