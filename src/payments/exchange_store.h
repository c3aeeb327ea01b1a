// SQL of money accepted at a written rate.
#pragma once

#include "payments/exchange.h"

namespace kvitt::payments
{

void insert(Tx& tx, const Exchange& row);
std::optional<Exchange> try_exchange_row(Read& read, Id<Receipt> into_receipt);

} // namespace kvitt::payments
