// Receiving accounts by the key under which statements name them.
#pragma once

#include "catalogue/catalogue.h"

#include <map>

namespace kvitt::matching
{

using Accounts = std::map<std::string, catalogue::ReceivingAccount>;
Accounts receiving_accounts(Read& read);

} // namespace kvitt::matching
