#include "matching/matcher.h"

#include <algorithm>

namespace kvitt::matching
{
namespace
{

using orders::OpenItem;
using orders::OrderState;
using payments::ReceiptState;

bool is_open(const OpenItem& item)
{
    return item.state == OrderState::awaiting_payment || item.state == OrderState::card_pending;
}

Decision waits(ReceiptState state, Reason reason, const Evidence& evidence)
{
    Decision decision;
    decision.state = state;
    decision.reasons = {reason};
    for (const OpenItem& item : evidence.orders)
        decision.candidates.push_back(item.number);
    if (!evidence.orders.empty())
        decision.partner = evidence.orders.front().partner;
    return decision;
}

bool is_payer_of(const Evidence& evidence, Id<partners::Partner> partner)
{
    return std::any_of(evidence.orders.begin(), evidence.orders.end(),
                       [&](const OpenItem& item) { return item.partner == partner; });
}

// What in the record speaks against the orders named (3.3, first row).
std::optional<Reason> contradiction(const Evidence& evidence)
{
    for (const auto partner : evidence.partner_ids)
        if (!is_payer_of(evidence, partner))
            return Reason::other_partner_id;
    if (evidence.account_of && !is_payer_of(evidence, *evidence.account_of))
        return Reason::account_of_other_partner;
    if (evidence.name_of.size() == 1 && !is_payer_of(evidence, evidence.name_of.front()))
        return Reason::name_of_other_partner;
    return std::nullopt;
}

Reason reason_of_end(OrderState state)
{
    switch (state)
    {
    case OrderState::expired:
        return Reason::order_expired;
    case OrderState::cancelled:
        return Reason::order_cancelled;
    case OrderState::failed:
        return Reason::order_failed;
    case OrderState::refunded:
        return Reason::order_refunded;
    default:
        return Reason::order_active;
    }
}

Decision to_credit(const Payment& payment, const OpenItem& item, Reason reason)
{
    Decision decision;
    decision.state = ReceiptState::credit;
    decision.reasons = {reason};
    decision.credit = Part{item.number, item.partner, payment.amount};
    decision.candidates = {item.number};
    decision.partner = item.partner;
    return decision;
}

Decision allocate_one(const Payment& payment, const OpenItem& item)
{
    Decision decision;
    decision.state = ReceiptState::allocated;
    decision.partner = item.partner;
    decision.reasons = {Reason::whole_number};
    const Money used = min(payment.amount, item.open_amount);
    decision.parts = {Part{item.number, item.partner, used}};
    if (payment.amount < item.open_amount)
        decision.reasons.push_back(Reason::part_of_amount);
    if (payment.amount > item.open_amount)
    {
        decision.reasons.push_back(Reason::more_than_amount);
        decision.credit = Part{item.number, item.partner, payment.amount - used};
    }
    return decision;
}

// Several numbers allocate only if all are open, in the entry's currency, and add up to exactly the amount.
Decision decide_several(const Payment& payment, const Evidence& evidence)
{
    Money sum(0, payment.amount.currency());
    for (const OpenItem& item : evidence.orders)
    {
        const bool fits = is_open(item) && item.open_amount.currency() == payment.amount.currency() &&
                          payment.payment_date <= item.deadline;
        if (!fits)
            return waits(ReceiptState::suggested, Reason::other_number, evidence);
        sum += item.open_amount;
    }
    if (sum != payment.amount)
        return waits(ReceiptState::suggested, Reason::other_number, evidence);
    Decision decision;
    decision.state = ReceiptState::allocated;
    decision.reasons = {Reason::several_numbers};
    for (const OpenItem& item : evidence.orders)
        decision.parts.push_back({item.number, item.partner, item.open_amount});
    const Id<partners::Partner> first = evidence.orders.front().partner;
    if (std::all_of(evidence.orders.begin(), evidence.orders.end(),
                    [&](const OpenItem& item) { return item.partner == first; }))
        decision.partner = first;
    return decision;
}

Decision decide_one(const Payment& payment, const Evidence& evidence)
{
    const OpenItem& item = evidence.orders.front();
    if (item.open_amount.currency() != payment.amount.currency())
        return waits(ReceiptState::held, Reason::wrong_currency, evidence);
    if (!is_open(item))
        return to_credit(payment, item, reason_of_end(item.state));
    if (payment.payment_date > item.deadline)
        return to_credit(payment, item, Reason::paid_after_deadline);
    return allocate_one(payment, item);
}

// A proof points to one order and nothing else in the record says anything against it. A proof is the payer's
// word, so a person decides.
std::optional<Decision> by_proof(const Evidence& evidence)
{
    if (evidence.proven.size() != 1)
        return std::nullopt;
    Evidence named = evidence;
    named.orders = evidence.proven;
    if (contradiction(named))
        return std::nullopt;
    return waits(ReceiptState::suggested, Reason::proof_points, named);
}

Decision without_order(const Evidence& evidence)
{
    if (evidence.unknown_number)
        return waits(ReceiptState::unmatched, Reason::unknown_number, evidence);
    if (auto suggested = by_proof(evidence))
        return *suggested;
    if (evidence.partner_ids.empty())
        return waits(ReceiptState::unmatched, Reason::no_number, evidence);
    Decision decision = waits(ReceiptState::suggested, Reason::partner_id_only, evidence);
    if (evidence.partner_ids.size() == 1)
        decision.partner = evidence.partner_ids.front();
    return decision;
}

} // namespace

Decision decide(const Payment& payment, const Evidence& evidence)
{
    if (payment.returned)
        return waits(ReceiptState::held, Reason::returned_payment, evidence);
    if (evidence.orders.empty())
        return without_order(evidence);
    if (const auto against = contradiction(evidence))
        return waits(ReceiptState::suggested, *against, evidence);
    return evidence.orders.size() == 1 ? decide_one(payment, evidence) : decide_several(payment, evidence);
}

} // namespace kvitt::matching
