// SQL of money that left an order.
#pragma once

#include "orders/losing.h"

namespace kvitt::orders
{

void insert(Tx& tx, const Loss& loss);
std::vector<Loss> list_loss_rows(Read& read, const std::string& number);
// Orders whose discount this order's membership earned, and which are active or open.
std::vector<std::string> list_discounted_by(Read& read, const std::string& number);

} // namespace kvitt::orders
