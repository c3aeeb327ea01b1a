// SQL of what `kvitt check` asks of the payments room.
#pragma once

#include "payments/faults.h"

namespace kvitt::payments
{

struct ReceiptSums
{
    Id<Receipt> id;
    ReceiptState state = ReceiptState::unmatched;
    std::int64_t amount = 0;
    std::int64_t placed = 0;
};
BOOST_DESCRIBE_STRUCT(ReceiptSums, (), (id, state, amount, placed))

struct CurrencySum
{
    Currency currency;
    std::int64_t amount = 0;
};
BOOST_DESCRIBE_STRUCT(CurrencySum, (), (currency, amount))

std::vector<ReceiptSums> list_wrong_sums(Read& read);
// Per currency: money without a place, in credit, and decided to be repaid but not out yet.
std::vector<CurrencySum> sum_unplaced(Read& read);
std::vector<CurrencySum> sum_all_credit(Read& read);
std::vector<CurrencySum> sum_decided(Read& read);

} // namespace kvitt::payments
