// What the desk reads of receipts beside the receipts themselves: how much waits and why, and where one
// receipt's money is. Reads only.
#pragma once

#include "payments/payments.h"

namespace kvitt::payments
{

// Receipts that wait for a person, for the same reasons and in the same currency.
struct WaitingSum
{
    ReceiptState state = ReceiptState::unmatched;
    json::value reasons;
    Currency currency;
    std::int64_t count = 0;
    std::int64_t amount = 0;
};
BOOST_DESCRIBE_STRUCT(WaitingSum, (), (state, reasons, currency, count, amount))

std::vector<WaitingSum> waiting_sums(Read& read);

// A movement of a receipt's money: to an order (`allocated`, negative when taken back), to a partner's credit
// or from it (closed_order, excess, released, by_hand, consumed, returned, taken_back), out of the house
// (to_payer, to_bank, withdrawn), or into another currency (exchanged).
struct ReceiptPart
{
    std::string kind;
    std::optional<std::string> order_number;
    std::int64_t amount = 0;
    Currency currency;
    Instant at;

    Money money() const { return {amount, currency}; }
    bool is_on_order() const { return kind == "allocated"; }
    bool is_returned() const { return kind == "to_payer" || kind == "to_bank" || kind == "withdrawn"; }
    bool is_exchanged() const { return kind == "exchanged"; }
};
BOOST_DESCRIBE_STRUCT(ReceiptPart, (), (kind, order_number, amount, currency, at))

// Oldest first.
std::vector<ReceiptPart> list_parts(Read& read, Id<Receipt> receipt);

} // namespace kvitt::payments
