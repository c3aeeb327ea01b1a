// One incoming payment becomes a receipt and goes where the matcher says, in the caller's transaction:
// receipt, allocation, activation, credit and postings together or not at all.
#pragma once

#include "matching/matcher.h"

namespace kvitt::matching
{

// A credit on one of our accounts, from a bank's entry or a part of a batch.
struct Incoming
{
    std::optional<std::int64_t> entry; // the statement entry it came with
    std::string receiving_account;     // code
    Money amount;
    Date payment_date; // A4: value date, else booking date, else statement date
    std::optional<Date> booking_date;
    std::optional<Date> value_date;
    std::optional<std::string> payer_name;
    std::optional<std::string> payer_account;
    std::optional<std::string> creditor_ref;
    std::optional<std::string> end_to_end_id;
    std::string remittance; // items parted by line feeds
    std::optional<std::string> bank_ref;
    bool returned = false;
};

struct Placed
{
    Id<payments::Receipt> receipt;
    Decision decision;
    bool part_paid = false;
    std::vector<std::string> activated; // numbers of orders this money completed
};

Placed place(Tx& tx, const Incoming& incoming);

} // namespace kvitt::matching
