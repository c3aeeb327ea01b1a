// SQL of requests to cancel, and of what makes one necessary.
#pragma once

#include "orders/cancelling.h"

namespace kvitt::orders
{

void insert(Tx& tx, const CancelRequest& row);
// Answers whether there was an open one.
bool decide_request(Tx& tx, const std::string& number, CancelRequestState state,
                    const std::optional<std::string>& answer);
void update_money_to(Tx& tx, Id<CancelRequest> id, MoneyTo money_to);
std::optional<CancelRequest> try_newest_request_row(Read& read, const std::string& number);
std::vector<CancelRequest> list_open_request_rows(Read& read, std::int64_t limit);
std::int64_t count_open_request_rows(Read& read);

// Whether a proof of payment has been sent in for the order.

} // namespace kvitt::orders
