#include "memberships/memberships.h"

#include <gtest/gtest.h>

using namespace kvitt;
using memberships::MembershipState;

namespace
{

memberships::Membership held()
{
    memberships::Membership out;
    out.starts_on = Date::of(2026, 3, 1);
    out.anniversary = Date::of(2027, 3, 1);
    return out;
}

} // namespace

TEST(Membership, IsActiveToItsAnniversaryThenThirtyDaysInTheWindow)
{
    const auto membership = held();
    EXPECT_EQ(membership.state_on(Date::of(2027, 3, 1)), MembershipState::active);
    EXPECT_EQ(membership.state_on(Date::of(2027, 3, 2)), MembershipState::in_window);
    EXPECT_EQ(membership.state_on(Date::of(2027, 3, 31)), MembershipState::in_window);
    EXPECT_EQ(membership.state_on(Date::of(2027, 4, 1)), MembershipState::lapsed);
    EXPECT_TRUE(membership.is_held_on(Date::of(2027, 3, 31)));
    EXPECT_FALSE(membership.is_held_on(Date::of(2027, 4, 1)));
}

TEST(Membership, SupersededCountsFromItsDay)
{
    auto membership = held();
    membership.ended = "superseded";
    membership.ended_on = Date::of(2026, 6, 15);
    EXPECT_EQ(membership.state_on(Date::of(2026, 6, 14)), MembershipState::active);
    EXPECT_EQ(membership.state_on(Date::of(2026, 6, 15)), MembershipState::superseded);
}
