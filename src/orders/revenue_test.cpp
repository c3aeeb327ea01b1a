#include "orders/revenue.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace kvitt;
using orders::earned;

namespace
{

const Currency sek = Currency::parse("SEK");

memberships::Membership term(Date from, Date until)
{
    memberships::Membership membership;
    membership.starts_on = from;
    membership.anniversary = until;
    membership.released_until = from;
    return membership;
}

} // namespace

TEST(Revenue, IsRoundedHalfAwayFromZero)
{
    EXPECT_EQ(earned(Money(5, sek), Days{1}, Days{10}).minor(), 1);
    EXPECT_EQ(earned(Money(4, sek), Days{1}, Days{10}).minor(), 0);
    EXPECT_EQ(earned(Money(-5, sek), Days{1}, Days{10}).minor(), -1);
    EXPECT_EQ(earned(Money(5, sek), Days{10}, Days{10}).minor(), 5);
    EXPECT_EQ(earned(Money(5, sek), Days{11}, Days{10}).minor(), 5);
    EXPECT_EQ(earned(Money(std::numeric_limits<std::int64_t>::max(), sek), Days{182}, Days{364}).minor(),
              4'611'686'018'427'387'904);
}

RC_GTEST_PROP(Revenue, MonthsAddUpToExactlyTheFee, ())
{
    const Date from = Date::of(2027, 1, 1) + Days{*rc::gen::inRange(0, 1500)};
    const auto membership = term(from, from.plus_years(1));
    const Money net(*rc::gen::inRange<std::int64_t>(0, 10'000'000'000), sek);
    memberships::Membership at = membership;
    Money sum(0, sek);
    int months = 0;
    while (at.released_until < at.anniversary)
    {
        const orders::Release release = orders::next_release(at, net);
        RC_ASSERT(!(release.amount < Money(0, sek)));
        RC_ASSERT(release.posting_date >= at.released_until);
        RC_ASSERT(release.until == release.posting_date + Days{1});
        sum += release.amount;
        at.released_until = release.until;
        ++months;
    }
    RC_ASSERT(sum == net);
    RC_ASSERT(at.released_until == at.anniversary);
    RC_ASSERT(months == 12 || months == 13);
}
