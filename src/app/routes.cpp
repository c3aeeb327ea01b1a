#include "app/routes.h"

#include "check/check_http.h"
#include "matching/desk_http.h"
#include "memberships/memberships_http.h"
#include "orders/orders_http.h"
#include "purchase/purchase_http.h"
#include "reports/reports_http.h"

namespace kvitt::app
{

namespace
{

orders::ProofSettings proof_settings(const Configuration& configuration)
{
    orders::ProofSettings settings{configuration.files_folder(), configuration.proof_limits, std::nullopt};
    if (!configuration.clamd.empty())
        settings.clamd = orders::ScanAddress::parse(configuration.clamd);
    return settings;
}

} // namespace

web::Routes all_routes(const Configuration& configuration)
{
    const orders::ProofSettings proofs = proof_settings(configuration);
    web::Routes all;
    for (web::Routes& rooms : std::vector<web::Routes>{
             purchase::routes({.card_configured = false, .proofs = proofs}), orders::routes(proofs),
             memberships::routes(), matching::routes(configuration.files_folder()), check::routes(),
             reports::routes()})
        all.insert(all.end(), std::make_move_iterator(rooms.begin()), std::make_move_iterator(rooms.end()));
    return all;
}

} // namespace kvitt::app
