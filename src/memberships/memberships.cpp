#include "memberships/memberships.h"

#include "memberships/memberships_store.h"

namespace kvitt::memberships
{
namespace
{

struct MembershipStarted
{
    static constexpr const char* kind = "membership_started";
    std::string offer;
    std::string order_number;
    Basis basis = Basis::paid;
    Date starts_on;
    Date anniversary;
};
BOOST_DESCRIBE_STRUCT(MembershipStarted, (), (offer, order_number, basis, starts_on, anniversary))

struct MembershipSuperseded
{
    static constexpr const char* kind = "membership_superseded";
    std::string offer;
    std::string order_number;
    std::string by_order_number;
};
BOOST_DESCRIBE_STRUCT(MembershipSuperseded, (), (offer, order_number, by_order_number))

struct MembershipRevoked
{
    static constexpr const char* kind = "membership_revoked";
    std::string offer;
    std::string order_number;
};
BOOST_DESCRIBE_STRUCT(MembershipRevoked, (), (offer, order_number))

struct MembershipRevived
{
    static constexpr const char* kind = "membership_revived";
    std::string offer;
    std::string order_number;
    Date anniversary;
};
BOOST_DESCRIBE_STRUCT(MembershipRevived, (), (offer, order_number, anniversary))

struct WindowHeld
{
    static constexpr const char* kind = "membership_window_held";
    std::string offer;
    std::string order_number;
    std::string for_order_number;
    Date until;
};
BOOST_DESCRIBE_STRUCT(WindowHeld, (), (offer, order_number, for_order_number, until))

// The order renews it, even if the window that it held has closed since (A22).
bool is_renewed_by(const Membership& held, const std::string& order_number)
{
    return !held.ended && held.held_for == order_number;
}

// A12: inside the window of the same offer the new year follows the old one, unless the programme has it
// start with the payment; otherwise it starts today.
Date anniversary_of(const std::vector<Membership>& in_family, const std::string& offer,
                    const std::string& order_number, Date today, catalogue::RenewalYear renewal_year)
{
    if (renewal_year == catalogue::RenewalYear::from_payment)
        return today.plus_years(1);
    for (const Membership& held : in_family)
        if (held.offer == offer &&
            (held.state_on(today) == MembershipState::in_window || is_renewed_by(held, order_number)))
            return held.anniversary.plus_years(1);
    return today.plus_years(1);
}

} // namespace

MembershipState Membership::state_on(Date day) const
{
    if (ended && (!ended_on || day >= *ended_on))
        return *enum_parse<MembershipState>(*ended);
    if (day <= anniversary)
        return MembershipState::active;
    const Date window_end = anniversary + window_days;
    const Date in_window_until = held_until ? std::max(window_end, *held_until) : window_end;
    return day <= in_window_until ? MembershipState::in_window : MembershipState::lapsed;
}

bool Membership::is_held_on(Date day) const
{
    const MembershipState state = state_on(day);
    return state == MembershipState::active || state == MembershipState::in_window;
}

Membership start(Tx& tx, Id<partners::Partner> partner, const catalogue::Offer& offer,
                 const std::string& order_number, Basis basis)
{
    const Date today = tx.today();
    const auto renewal_year =
        catalogue::programme(tx).renewal_year.value_or(catalogue::RenewalYear::from_anniversary);
    const auto in_family = list_in_family(tx, partner, offer.family);
    const Membership started{tx.new_id<Membership>(),
                             partner,
                             offer.family,
                             offer.code,
                             order_number,
                             basis,
                             today,
                             anniversary_of(in_family, offer.code, order_number, today, renewal_year),
                             tx.now(),
                             {},
                             {},
                             {},
                             {},
                             {},
                             today};
    insert(tx, started);
    for (const Membership& held : in_family)
    {
        if (!held.is_held_on(today) && !is_renewed_by(held, order_number))
            continue;
        update_superseded(tx, held.id, started.id, today);
        events::record(tx, {partner, held.order_number, {}},
                       MembershipSuperseded{held.offer, held.order_number, order_number});
    }
    events::record(tx, {partner, order_number, {}},
                   MembershipStarted{offer.code, order_number, basis, today, started.anniversary});
    return started;
}

void revoke(Tx& tx, const std::string& order_number)
{
    const auto found = try_row_by_order(tx, order_number);
    KVITT_ASSERT(found && found->ended != "revoked");
    const Membership& lost = *found;
    const auto run_again = list_run_again(tx, order_number);
    update_revoked(tx, lost.id, tx.today());
    events::record(tx, {lost.partner, order_number, {}}, MembershipRevoked{lost.offer, order_number});
    for (const Membership& before : run_again)
    {
        clear_superseded(tx, before.id);
        events::record(tx, {before.partner, before.order_number, {}},
                       MembershipRevived{before.offer, before.order_number, before.anniversary});
    }
}

std::vector<Membership> list_run_again(Read& read, const std::string& order_number)
{
    const auto lost = try_row_by_order(read, order_number);
    return !lost || lost->ended ? std::vector<Membership>{} : list_superseded_by(read, lost->id);
}

void hold_window(Tx& tx, Id<partners::Partner> partner, const Renewal& renewal)
{
    for (const Membership& one : list_rows_for_partner(tx, partner))
    {
        const bool in_window =
            renewal.made_on > one.anniversary && renewal.made_on <= one.anniversary + window_days;
        const bool known = one.held_for == renewal.order_number;
        if (one.offer != renewal.offer || one.ended || !in_window || known)
            continue;
        update_held(tx, one.id, renewal.last_day, renewal.order_number);
        events::record(tx, {partner, one.order_number, {}},
                       WindowHeld{one.offer, one.order_number, renewal.order_number, renewal.last_day});
    }
}

void release_window(Tx& tx, const std::string& order_number) { clear_held(tx, order_number); }

std::vector<Membership> list_for_partner(Read& read, Id<partners::Partner> partner)
{
    return list_rows_for_partner(read, partner);
}

std::optional<Membership> try_find_by_order(Read& read, const std::string& order_number)
{
    return try_row_by_order(read, order_number);
}

std::vector<Membership> list_after(Read& read, std::int64_t after, std::int64_t limit)
{
    return list_rows_after(read, after, limit);
}

std::vector<Membership> list_to_release(Read& read, Date day, std::int64_t limit)
{
    return list_rows_to_release(read, day, limit);
}

void note_released(Tx& tx, Id<Membership> membership, Date until) { update_released(tx, membership, until); }

std::vector<std::string> faults(Read& read)
{
    std::vector<std::string> out;
    for (const OrderCount& row : list_started_twice(read))
        out.push_back("order " + row.order_number + " started " + std::to_string(row.count) + " memberships");
    return out;
}

} // namespace kvitt::memberships
