// The desk moves a receipt's money: on an order, into credit, back to its payer, and back from there. Each
// move has one address: GET asks, then tells what would happen; POST does it.
#pragma once

#include "web/route.h"

namespace kvitt::matching
{

web::Routes move_routes();

} // namespace kvitt::matching
