#include "orders/orders_rules.h"

#include <algorithm>

namespace kvitt::orders
{
namespace
{

void add_tax(Quote& quote, const catalogue::TaxRule& tax)
{
    quote.tax = quote.net.percent_half_away(tax.rate);
    quote.tax_rate = tax.rate;
    quote.tax_treatment = catalogue::text(tax.treatment);
    quote.total = quote.net + quote.tax;
}

} // namespace

Quote price(Money list, const std::optional<catalogue::Discount>& discount, const catalogue::TaxRule& tax)
{
    Quote quote;
    quote.list = list;
    quote.discount = discount ? list.percent_half_away(discount->rate) : Money(0, list.currency());
    if (discount)
        quote.discount_code = discount->code;
    quote.net = quote.list - quote.discount;
    add_tax(quote, tax);
    return quote;
}

Quote price_kept(const KeptPrice& kept, const catalogue::TaxRule& tax)
{
    Quote quote;
    quote.list = kept.list;
    quote.discount = kept.discount;
    quote.discount_code = kept.discount_code;
    quote.net = kept.net;
    add_tax(quote, tax);
    return quote;
}

Instant expires_at(Instant created_at, std::int64_t days, const TimeZone& zone)
{
    return zone.end_of(zone.date_at(created_at) + Days{days});
}

ShownState shown_state(OrderState stored, Money paid, std::optional<ProofState> newest_proof,
                       bool cancel_requested)
{
    if (stored != OrderState::awaiting_payment)
        return *enum_parse<ShownState>(enum_text(stored));
    if (cancel_requested)
        return ShownState::cancel_requested;
    if (paid.is_positive())
        return ShownState::part_paid;
    if (newest_proof == ProofState::accepted)
        return ShownState::proof_verified;
    if (newest_proof == ProofState::submitted)
        return ShownState::proof_submitted;
    return ShownState::awaiting_payment;
}

Instant grace_ends(Instant expires_at, Days grace, const TimeZone& zone)
{
    return zone.end_of(last_day(expires_at, zone) + grace);
}

Date last_day(Instant expires_at, const TimeZone& zone)
{
    return zone.date_at(expires_at - std::chrono::microseconds(1));
}

Instant may_expire_until(Instant now, Days grace, std::optional<Date> covered, const TimeZone& zone)
{
    // 24:00 of the newest day whose grace has ended: counted in days, so that summer time moves nothing.
    const Instant without_statement = zone.start_of(zone.date_at(now) - grace);
    const Instant with_statement = covered ? std::min(now, zone.start_of(*covered)) : without_statement;
    return std::max(without_statement, with_statement);
}

ShownState Order::shown_state() const
{
    return orders::shown_state(state, paid, proof ? std::optional(proof->state) : std::nullopt,
                               cancel_requested);
}

bool Order::awaits_proven_money() const
{
    return state == OrderState::awaiting_payment && proof && proof->state != ProofState::rejected &&
           !proof->money_since;
}

Date Order::deadline(const TimeZone& zone) const { return last_day(expires_at, zone); }

std::optional<Awaiting> awaiting(const Order& order, Instant now, Days grace, const TimeZone& zone)
{
    if (!order.is_open())
        return std::nullopt;
    if (order.cancel_requested)
        return Awaiting{"cancel_decision", "programme",
                        now < order.expires_at ? order.expires_at
                                               : grace_ends(order.expires_at, grace, zone)};
    if (now >= order.expires_at)
        return Awaiting{"statement", "bank", grace_ends(order.expires_at, grace, zone)};
    if (order.is_overdue(now))
        return Awaiting{"missing_money", "programme", order.expires_at};
    if (order.awaits_proven_money())
    {
        const Instant until = std::min(order.proof->overdue_at, order.expires_at);
        const bool review = order.proof->state == ProofState::submitted;
        return Awaiting{review ? "review" : "money", review ? "programme" : "bank", until};
    }
    if (order.proof && order.proof->state == ProofState::rejected && order.paid.is_zero())
        return Awaiting{"new_proof", "partner", order.expires_at};
    return Awaiting{order.paid.is_positive() ? "rest_of_payment" : "payment", "partner", order.expires_at};
}

} // namespace kvitt::orders
