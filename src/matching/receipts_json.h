// A receipt as programs see it (product.md, JSON API). A program that acts for one company is not told what
// speaks for other companies.
#pragma once

#include "payments/desk.h"

namespace kvitt::matching
{

struct AllocationJson
{
    std::string order;
    Money amount;
};
BOOST_DESCRIBE_STRUCT(AllocationJson, (), (order, amount))

// amount = sum of allocations + credit + returned + exchanged + unplaced.
struct ReceiptJson
{
    Id<payments::Receipt> id;
    payments::ReceiptState state = payments::ReceiptState::unmatched;
    std::vector<std::string> reasons;
    Money amount;
    std::vector<AllocationJson> allocations;
    Money credit;
    Money returned;
    Money exchanged; // accepted at a written rate in another currency
    Money unplaced;
    std::vector<std::string> candidates;
    std::optional<std::string> partner_id;
    std::string receiving_account;
    Date payment_date;
    std::optional<Date> booking_date;
    std::optional<Date> value_date;
    std::optional<std::string> payer_name;
    std::optional<std::string> payer_account;
    std::string remittance;
    std::optional<std::string> bank_ref;
    Instant received_at;
};
BOOST_DESCRIBE_STRUCT(ReceiptJson, (),
                      (id, state, reasons, amount, allocations, credit, returned, exchanged, unplaced,
                       candidates, partner_id, receiving_account, payment_date, booking_date, value_date,
                       payer_name, payer_account, remittance, bank_ref, received_at))

enum class Reader
{
    desk,
    partner,
};

ReceiptJson receipt_json(Read& read, const payments::Receipt& receipt, Reader reader);

} // namespace kvitt::matching
