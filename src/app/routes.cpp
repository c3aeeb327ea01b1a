#include "app/routes.h"

#include "matching/desk_http.h"
#include "memberships/memberships_http.h"
#include "orders/orders_http.h"
#include "purchase/purchase_http.h"

namespace kvitt::app
{

web::Routes all_routes(const std::string& files_folder)
{
    web::Routes all;
    for (web::Routes& rooms : std::vector<web::Routes>{purchase::routes(), orders::routes(),
                                                       memberships::routes(), matching::routes(files_folder)})
        all.insert(all.end(), std::make_move_iterator(rooms.begin()), std::make_move_iterator(rooms.end()));
    return all;
}

} // namespace kvitt::app
