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

struct Membership
{
    Id<Membership> id;
    Id<partners::Partner> partner;
    std::string family;
    std::string offer;
    std::string order_number;
    Date starts_on;
    Date anniversary;
    Instant activated_at;
    std::optional<std::string> ended;
    std::optional<Date> ended_on;
    std::optional<Id<Membership>> superseded_by;

    MembershipState state_on(Date day) const;
    // Benefits are on while active and in the window.
    bool is_held_on(Date day) const;
};
BOOST_DESCRIBE_STRUCT(Membership, (),
                      (id, partner, family, offer, order_number, starts_on, anniversary, activated_at, ended,
                       ended_on, superseded_by))

// Starts or renews the membership that an order paid for, today. A held membership of another offer of the
// family is superseded; one of the same offer in its window is continued from its anniversary (A12).
Membership start(Tx& tx, Id<partners::Partner> partner, const catalogue::Offer& offer,
                 const std::string& order_number);

std::vector<Membership> list_for_partner(Read& read, Id<partners::Partner> partner);
std::optional<Membership> try_find_by_order(Read& read, const std::string& order_number);
std::vector<Membership> list_after(Read& read, std::int64_t after, std::int64_t limit);

// Orders that started more than one membership, in words.
std::vector<std::string> faults(Read& read);

} // namespace kvitt::memberships
