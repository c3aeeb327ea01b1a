// The table of order states (domain.md 3.2) and the arithmetic of a price (A10): pure, no Tx, no clock.
#pragma once

#include "orders/late_money.h"
#include "orders/orders.h"

#include <array>

namespace kvitt::orders
{

struct Transition
{
    OrderState from;
    OrderState to;
    const char* event;
};

inline constexpr std::array<Transition, 10> transitions{{
    {OrderState::card_pending, OrderState::active, "gateway success"},
    {OrderState::card_pending, OrderState::failed, "session expired, no attempt can still succeed"},
    {OrderState::card_pending, OrderState::cancelled, "replaced"},
    {OrderState::awaiting_payment, OrderState::active, "allocations reach the total"},
    {OrderState::awaiting_payment, OrderState::cancelled, "cancelled or replaced"},
    {OrderState::awaiting_payment, OrderState::expired, "deadline passed (A4)"},
    {OrderState::active, OrderState::refunded, "refund done"},
    {OrderState::active, OrderState::awaiting_payment, "money left before the deadline (A28)"},
    {OrderState::active, OrderState::expired, "money left after the deadline (A28)"},
    {OrderState::active, OrderState::cancelled, "money left while another order of the family is open"},
}};

constexpr bool may_become(OrderState from, OrderState to)
{
    for (const Transition& row : transitions)
        if (row.from == from && row.to == to)
            return true;
    return false;
}

// list - discount = net; tax on net; each rounded half away from zero on the line.
Quote price(Money list, const std::optional<catalogue::Discount>& discount, const catalogue::TaxRule& tax);

// The price frozen in an earlier order, with the tax of today (A6).
Quote price_kept(const KeptPrice& kept, const catalogue::TaxRule& tax);

// 24:00 of (creation day + days) in the programme's zone (A3).
Instant expires_at(Instant created_at, std::int64_t days, const TimeZone& zone);
// The last day on which money completes the order: the one that ends at expires_at.
Date last_day(Instant expires_at, const TimeZone& zone);
// 24:00 of (last day + grace): until then an order whose deadline has passed waits for the bank's statement.
Instant grace_ends(Instant expires_at, Days grace, const TimeZone& zone);
// Orders of a receiving account may expire whose expires_at is not later than this (A4): their grace is over,
// or a statement of the account, which reaches to the day `covered`, has passed their last day.
Instant may_expire_until(Instant now, Days grace, std::optional<Date> covered, const TimeZone& zone);

// What people see of an order: while a transfer order is open, the first that holds of a request to cancel,
// money, and the newest proof (product.md, States); else what is stored.
ShownState shown_state(OrderState stored, Money paid, std::optional<ProofState> newest_proof,
                       bool cancel_requested);

} // namespace kvitt::orders
