#include "orders/orders_rules.h"

namespace kvitt::orders
{

Quote price(Money list, const std::optional<catalogue::Discount>& discount, const catalogue::TaxRule& tax)
{
    Quote quote;
    quote.list = list;
    quote.discount = discount ? list.percent_half_away(discount->rate) : Money(0, list.currency());
    if (discount)
        quote.discount_code = discount->code;
    quote.net = quote.list - quote.discount;
    quote.tax = quote.net.percent_half_away(tax.rate);
    quote.tax_rate = tax.rate;
    quote.tax_treatment = catalogue::text(tax.treatment);
    quote.total = quote.net + quote.tax;
    return quote;
}

Instant expires_at(Instant created_at, std::int64_t days, const TimeZone& zone)
{
    return zone.end_of(zone.date_at(created_at) + Days{days});
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
    if (state == OrderState::awaiting_payment && paid.is_positive())
        return ShownState::part_paid;
    return *enum_parse<ShownState>(enum_text(state));
}

Date Order::deadline(const TimeZone& zone) const
{
    return last_day(expires_at, zone);
}

std::optional<Awaiting> awaiting(const Order& order, Instant now, Days grace, const TimeZone& zone)
{
    if (!order.is_open())
        return std::nullopt;
    if (now >= order.expires_at)
        return Awaiting{"statement", "bank", grace_ends(order.expires_at, grace, zone)};
    return Awaiting{order.paid.is_positive() ? "rest_of_payment" : "payment", "partner", order.expires_at};
}

} // namespace kvitt::orders
