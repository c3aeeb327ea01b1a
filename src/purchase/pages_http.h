// What the handlers of the partner's pages share: the situation of the caller's company with the caller's
// rights, and each file's routes.
#pragma once

#include "purchase/purchase_http.h"
#include "purchase/situation.h"
#include "web/context.h"

namespace kvitt::purchase
{

// What the caller may do, and whom to ask for the rest.
void add_rights(const web::Context& context, Read& read, Situation& situation);
// The caller's company, whole.
Situation read_situation(const web::Context& context, Read& read);

web::Routes offers_routes();
web::Routes buy_routes(Settings settings);
web::Routes order_routes();
web::Routes company_routes();

} // namespace kvitt::purchase
