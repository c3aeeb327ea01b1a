#include "matching/placing.h"

#include "base/text.h"
#include "matching/evidence.h"
#include "orders/late_money.h"

namespace kvitt::matching
{
namespace
{

Payment payment_of(const Incoming& incoming)
{
    Payment payment{
        incoming.amount,     incoming.payment_date,  incoming.returned,          {},
        incoming.payer_name, incoming.payer_account, incoming.receiving_account, incoming.bank_ref};
    for (const auto& text : {incoming.creditor_ref, incoming.end_to_end_id, incoming.payer_name})
        if (text)
            payment.texts.push_back(*text);
    for (const std::string_view item : split(incoming.remittance, '\n'))
        payment.texts.emplace_back(item);
    return payment;
}

// The text a person reads: what the payer wrote, with the structured reference where that says more.
std::string shown_text(const Incoming& incoming)
{
    const bool said =
        !incoming.creditor_ref || incoming.remittance.find(*incoming.creditor_ref) != std::string::npos;
    if (said)
        return incoming.remittance;
    return incoming.remittance.empty() ? *incoming.creditor_ref
                                       : *incoming.creditor_ref + "\n" + incoming.remittance;
}

payments::Receipt receipt_of(Tx& tx, const Incoming& incoming, const Decision& decision)
{
    std::vector<std::string> candidates;
    for (const auto& number : decision.candidates)
        candidates.push_back(number.text());
    return {tx.new_id<payments::Receipt>(),
            incoming.entry,
            incoming.receiving_account,
            incoming.amount.minor(),
            incoming.amount.currency(),
            incoming.payment_date,
            incoming.booking_date,
            incoming.value_date,
            incoming.payer_name,
            incoming.payer_account,
            shown_text(incoming),
            incoming.bank_ref,
            decision.state,
            to_json(decision.reasons),
            to_json(candidates),
            decision.partner,
            tx.now()};
}

// What came for an ended order goes on to the one that took its place, if that is open.
void carry_over(Tx& tx, const payments::Receipt& receipt, const Part& credit, Placed& placed)
{
    const auto carried =
        orders::carry_over(tx, credit.number, receipt.id, credit.amount, receipt.payment_date);
    if (carried && carried->paid.completed)
        placed.activated.push_back(carried->to.text());
}

} // namespace

Placed place(Tx& tx, const Incoming& incoming)
{
    const Payment payment = payment_of(incoming);
    Placed placed{{}, decide(payment, gather(tx, payment)), false, {}};
    const payments::Receipt receipt = receipt_of(tx, incoming, placed.decision);
    placed.receipt = receipt.id;
    payments::record(tx, receipt);
    for (const Part& part : placed.decision.parts)
    {
        const orders::Paid paid = orders::pay(tx, part.number, receipt.id, part.amount);
        KVITT_ASSERT(paid.used == part.amount);
        if (paid.completed)
            placed.activated.push_back(part.number.text());
        else
            placed.part_paid = true;
    }
    if (const auto& credit = placed.decision.credit)
    {
        const char* kind = placed.decision.parts.empty() ? "closed_order" : "excess";
        payments::to_credit(tx, receipt.id, credit->number.text(), credit->partner, credit->amount, kind);
        if (placed.decision.parts.empty())
            carry_over(tx, receipt, *credit, placed);
    }
    return placed;
}

} // namespace kvitt::matching
