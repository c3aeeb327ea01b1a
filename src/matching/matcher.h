// The matcher: a pure function from a payment and what is known about it to a decision with its reasons
// (domain.md 3.3). It reads no database and no clock; evidence.h gathers what it needs.
#pragma once

#include "orders/orders.h"

namespace kvitt::matching
{

// Why, in a closed list; docs/reasons.md says each in words, the desk shows them.
enum class Reason
{
    whole_number,     // one whole, check-valid number of an open order
    several_numbers,  // several, all open, adding up to the amount
    part_of_amount,   // less than the open amount: part paid
    more_than_amount, // the rest went to partner credit
    within_tolerance, // the gap was written off (A18)
    no_number,        // nothing that could be an order number
    unknown_number,   // a valid number that no order has
    partner_id_only,  // a partner's ID, but no order number
    proof_points,     // no order number, but one order's proof speaks of this payment
    other_partner_id, // an ID of another partner than the order's
    other_number,     // several orders are named and do not add up
    account_of_other_partner,
    name_of_other_partner,
    wrong_currency, // another currency than the order's (A19)
    order_active,   // the order was paid already
    order_expired,  // the order had ended: money to partner credit (A6)
    order_cancelled,
    order_failed,
    order_refunded,
    paid_after_deadline, // payment day past the order's deadline (A4)
    returned_payment,    // the bank marks it as a reversal or return
    unreadable_amount,
    by_hand,          // a person has given it its place
    taken_back,       // a person has taken it back from where it was
    returned_by_desk, // sent back to its payer
    taken_by_bank,    // the payer's bank has taken it back (A28)
    withdrawn,        // what told of it was undone: it never came
    return_undone,    // a bank had taken it back by a line that was undone: it is here
    exchanged,        // a person has accepted it in another currency, at a written rate (A19)
};
BOOST_DESCRIBE_ENUM(Reason, whole_number, several_numbers, part_of_amount, more_than_amount, within_tolerance,
                    no_number, unknown_number, partner_id_only, proof_points, other_partner_id, other_number,
                    account_of_other_partner, name_of_other_partner, wrong_currency, order_active,
                    order_expired, order_cancelled, order_failed, order_refunded, paid_after_deadline,
                    returned_payment, unreadable_amount, by_hand, taken_back, returned_by_desk, taken_by_bank,
                    withdrawn, return_undone, exchanged)

// A payment as the matcher sees it.
struct Payment
{
    Money amount;
    Date payment_date;
    bool returned = false;
    std::vector<std::string> texts; // creditor reference, remittance items, end-to-end id, counterparty
    std::optional<std::string> payer_name;
    std::optional<std::string> payer_account;
    std::string receiving_account = {}; // code
    std::optional<std::string> bank_ref = {};
};

// What is known about it.
struct Evidence
{
    std::vector<orders::OpenItem> orders;           // those whose number stands whole in the texts, each once
    bool unknown_number = false;                    // a whole number that no order has
    std::vector<Id<partners::Partner>> partner_ids; // partners whose ID stands in the texts
    std::optional<Id<partners::Partner>> account_of; // the partner that the payer's account is known for
    std::vector<Id<partners::Partner>> name_of;      // partners with exactly the payer's name
    // Open orders whose proof speaks of this payment; looked up only where no number stands in the texts.
    std::vector<orders::OpenItem> proven = {};
};

struct Part
{
    orders::OrderNumber number;
    Id<partners::Partner> partner;
    Money amount; // of this payment, to this order
};

struct Decision
{
    payments::ReceiptState state =
        payments::ReceiptState::unmatched; // allocated, credit, suggested, held, unmatched
    std::vector<Part> parts;               // if allocated
    std::optional<Part> credit;            // to the partner's credit, with the order it came for
    std::vector<Reason> reasons;
    std::vector<orders::OrderNumber> candidates; // best first, unless allocated
    std::optional<Id<partners::Partner>> partner;
};

Decision decide(const Payment& payment, const Evidence& evidence);

} // namespace kvitt::matching
