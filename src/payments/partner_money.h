// What a partner is told of its money beside what an order has been paid: what came for the order and was
// kept as credit, and what is held although it names the order. Reads only.
#pragma once

#include "payments/payments.h"

namespace kvitt::payments
{

// A payment that named or paid an order. `applied` is the part of it that pays the order now.
struct Arrival
{
    Id<Receipt> receipt;
    Date payment_date;
    Currency currency;
    std::int64_t amount = 0;
    std::int64_t applied = 0;
    std::int64_t allocated = 0; // to this order or others
    std::int64_t in_credit = 0; // of the partner
    std::int64_t returned = 0;  // sent back, or taken back by the bank

    Money money() const { return {amount, currency}; }
    Money applied_money() const { return {applied, currency}; }
};
BOOST_DESCRIBE_STRUCT(Arrival, (),
                      (receipt, payment_date, currency, amount, applied, allocated, in_credit, returned))

// By payment day.
std::vector<Arrival> list_arrivals(Read& read, Id<partners::Partner> partner,
                                   const std::string& order_number);

// Money that was paid too much for the order and became credit when it came.
Money excess_of(Read& read, Id<partners::Partner> partner, const std::string& order_number,
                Currency currency);

// Held receipts of the partner that name the order, oldest first: money in another currency (A19).
std::vector<Receipt> list_held_for(Read& read, Id<partners::Partner> partner,
                                   const std::string& order_number);

} // namespace kvitt::payments
