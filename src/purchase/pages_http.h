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

// The order that the address names. Another company's order does not exist for this one.
orders::Order find_own_order(const web::Context& c, Read& read);

web::Routes offers_routes();
web::Routes buy_routes(const Settings& settings);
web::Routes order_routes();
web::Routes replace_routes(const Settings& settings);
web::Routes proof_page_routes(const orders::ProofSettings& settings);
web::Routes company_routes();
web::Routes credit_page_routes();

} // namespace kvitt::purchase
