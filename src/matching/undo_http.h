// Undoing a statement file: the page that tells what it would do, and the form that asks for it.
#pragma once

#include "web/route.h"

namespace kvitt::matching
{

web::Routes undo_routes();

} // namespace kvitt::matching
