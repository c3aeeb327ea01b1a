// Whether the journal's bank accounts say what the banks' statements say.
#pragma once

#include "store/db.h"

namespace kvitt::app
{

// For each receiving account all of whose statements add up: the opening balance of the first one taken and
// what all moved since (without what an earlier statement had brought, or what still waits for its place) is
// the journal's balance. In words.
std::vector<std::string> bank_faults(Read& read);

} // namespace kvitt::app
