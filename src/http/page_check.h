// Checks a template against the types of its views: every name is known and of a kind that fits its place,
// also in parts that are not shown today.
#pragma once

#include "http/page.h"

namespace kvitt::http
{

// `shapes`: of the view, then of the layout. Throws Bug naming page and fault.
void check_page(std::string_view page, std::string_view source, const std::vector<Shape>& shapes);

} // namespace kvitt::http
