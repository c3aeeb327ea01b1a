// SQL of where a receipt's money is.
#pragma once

#include "payments/places.h"

namespace kvitt::payments
{

std::vector<OnOrder> list_on_orders(Read& read, Id<Receipt> receipt);
std::vector<InCredit> list_in_credit(Read& read, Id<Receipt> receipt);
std::int64_t sum_returned(Read& read, Id<Receipt> receipt);
std::int64_t sum_exchanged(Read& read, Id<Receipt> receipt);
std::int64_t sum_on_order(Read& read, Id<Receipt> receipt, const std::string& order_number);
std::int64_t sum_in_credit(Read& read, Id<Receipt> receipt, Id<partners::Partner> partner);
void update_state(Tx& tx, Id<Receipt> receipt, ReceiptState state, const json::value& reasons);
void update_partner(Tx& tx, Id<Receipt> receipt, Id<partners::Partner> partner);
std::vector<Receipt> list_rows_by_bank_ref(Read& read, const std::string& bank_ref, std::int64_t limit);
std::vector<Receipt> list_rows_that_named(Read& read, Id<partners::Partner> partner,
                                          const std::string& order_number, std::int64_t limit);

} // namespace kvitt::payments
