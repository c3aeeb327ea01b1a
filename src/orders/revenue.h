// A membership's fee becomes revenue over its year, a calendar month at a time (domain.md 3.6): straight-line
// by days from its first day to its anniversary, so that the parts add up to exactly the fee (decision 0021).
#pragma once

#include "orders/orders.h"

namespace kvitt::orders
{

// The part of `net` that `days` of `term` days have earned, rounded half away from zero to the minor unit;
// all of it from the last day on.
Money earned(Money net, Days days, Days term);

// One month's part of one membership, once the month has ended.
struct Release
{
    Money amount;
    Date posting_date; // the month's last day, or the term's
    Date until;        // what is released then, this day not among it
};
Release next_release(const memberships::Membership& membership, Money net);

// Posts deferred-revenue / revenue for every paid membership of which a month has ended before today, at most
// `limit` months of memberships; answers how many. One event for each month among them.
std::int64_t release_revenue(Tx& tx, std::int64_t limit);
// What of the active order's fee is revenue by now.
Money revenue_of(Read& read, const Order& order);
// The order lost its money (A28): what was released of its membership is taken back, revenue /
// deferred-revenue. The caller has recorded the event.
void take_back_revenue(Tx& tx, Id<events::Event> event, const memberships::Membership& membership, Money net);

} // namespace kvitt::orders
