// Reasons and candidates as they are stored with a receipt, read back. What this version does not know is
// left out.
#pragma once

#include "matching/matcher.h"

namespace kvitt::matching
{

std::vector<Reason> reasons_of(const json::value& stored);
// Order numbers, best first.
std::vector<std::string> candidates_of(const json::value& stored);

} // namespace kvitt::matching
