// The partner's pages: dashboard, offers, comparison, purchase, order, company. Their addresses; what they
// show is in *_views.h.
#pragma once

#include "web/route.h"

namespace kvitt::purchase
{

struct Settings
{
    bool card_configured = false;
};

web::Routes routes(Settings settings = {});

} // namespace kvitt::purchase
