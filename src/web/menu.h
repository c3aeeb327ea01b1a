// The main menu: what the caller may open, of the pages that exist. Rooms add their row to the table in
// menu.cpp.
#pragma once

#include "web/layout.h"

namespace kvitt::web
{

class Context;

std::vector<MenuItem> menu_for(const Context& context);

} // namespace kvitt::web
