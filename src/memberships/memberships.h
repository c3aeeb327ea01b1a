// A tier held from a day to its anniversary (domain.md 3.4, A12, A13). Started only by an order that became
// active; the state on a day follows from the dates.
#pragma once

#include "catalogue/catalogue.h"
#include "ledger/ledger.h"

namespace kvitt::memberships
{

// The renewal window opens the day after the anniversary and lasts so many days (domain.md 2.10).
inline constexpr Days window_days{30};

enum class MembershipState
{
    active,
    in_window,
    lapsed,
    superseded,
    refunded,
    revoked,
};
BOOST_DESCRIBE_ENUM(MembershipState, active, in_window, lapsed, superseded, refunded, revoked)

// How it was come by. Only a paid one earns a discount on another offer (A9).
enum class Basis
{
    paid,     // by its own order
    included, // came free with a higher tier
    waived,   // its order's fee was nothing
};
BOOST_DESCRIBE_ENUM(Basis, paid, included, waived)

struct Membership
{
    Id<Membership> id;
    Id<partners::Partner> partner;
    std::string family;
    std::string offer;
    std::string order_number;
    Basis basis = Basis::paid;
    Date starts_on;
    Date anniversary;
    Instant activated_at;
    std::optional<std::string> ended;
    std::optional<Date> ended_on;
    std::optional<Id<Membership>> superseded_by;
    std::optional<Date> held_until;      // in its window until then (A22)
    std::optional<std::string> held_for; // because of this open renewal order
    Date released_until;                 // its fee is revenue up to this day, which is not among them

    MembershipState state_on(Date day) const;
    // Benefits are on while active and in the window.
    bool is_held_on(Date day) const;
};
BOOST_DESCRIBE_STRUCT(Membership, (),
                      (id, partner, family, offer, order_number, basis, starts_on, anniversary, activated_at,
                       ended, ended_on, superseded_by, held_until, held_for, released_until))

// Starts or renews the membership that an order paid for, today. A held membership of another offer of the
// family is superseded; one of the same offer in its window is continued from its anniversary, unless
// the programme's renewal_year says otherwise (A12).
Membership start(Tx& tx, Id<partners::Partner> partner, const catalogue::Offer& offer,
                 const std::string& order_number, Basis basis);

// Its order has lost its money (A28): revoked from today. The membership that it had superseded runs again to
// its own anniversary, unless it was itself followed by another.
void revoke(Tx& tx, const std::string& order_number);

// Those that revoke would let run again.
std::vector<Membership> list_run_again(Read& read, const std::string& order_number);

// An open renewal order that was made in the window holds the membership there to the order's last day (A22).
struct Renewal
{
    std::string order_number;
    std::string offer;
    Date made_on;
    Date last_day;
};
void hold_window(Tx& tx, Id<partners::Partner> partner, const Renewal& renewal);
// The order has ended without payment: the window is what it was.
void release_window(Tx& tx, const std::string& order_number);

std::vector<Membership> list_for_partner(Read& read, Id<partners::Partner> partner);
// The newest that the order started: one that was revoked comes before another of the same order.
std::optional<Membership> try_find_by_order(Read& read, const std::string& order_number);
std::vector<Membership> list_after(Read& read, std::int64_t after, std::int64_t limit);

// Paid ones whose fee is not all revenue yet and of which the month that follows has ended by `day`, by that
// month. Not those that were revoked or refunded.
std::vector<Membership> list_to_release(Read& read, Date day, std::int64_t limit);
// Its fee is revenue up to this day, which is not among them.
void note_released(Tx& tx, Id<Membership> membership, Date until);

// Orders that started more than one membership that was not revoked, in words.
std::vector<std::string> faults(Read& read);

} // namespace kvitt::memberships
