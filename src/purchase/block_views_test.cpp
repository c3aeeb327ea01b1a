#include "purchase/block_views.h"
#include "purchase/samples.h"

#include <gmock/gmock.h>

using namespace kvitt;
using namespace kvitt::purchase;
using testing::HasSubstr;

namespace
{

const http::RenderContext english{http::Language::en, TimeZone::utc()};
const http::RenderContext swedish{http::Language::sv, TimeZone::utc()};

BlockView said(const Refusal& block, Situation situation = samples::situation(), std::size_t offer = 0)
{
    return block_view(english, block, {situation, situation.offers[offer]});
}

} // namespace

TEST(Blocks, EachSaysWhyAndWhatWouldChangeIt)
{
    const Situation situation = samples::situation();
    for (const Refusal* block :
         {&orders::not_network_member, &orders::suspended, &orders::not_verified, &orders::not_sold_here,
          &orders::requirements_not_met, &orders::included_in_gold, &orders::open_order,
          &orders::no_receiving_account})
        for (const auto& context : {english, swedish})
        {
            const BlockView view = block_view(context, *block, {situation, situation.offers[0]});
            EXPECT_EQ(view.code, block->code);
            EXPECT_FALSE(view.why.empty()) << block->code;
            EXPECT_FALSE(view.change.empty()) << block->code;
            EXPECT_EQ(view.why.find('{'), std::string::npos) << view.why;
            EXPECT_EQ(view.change.find('{'), std::string::npos) << view.change;
        }
}

TEST(Blocks, AreSaidInSwedish)
{
    const Situation situation = samples::situation();
    for (const Refusal* block : {&orders::suspended, &orders::requirements_not_met, &orders::open_order})
    {
        const BlockView in_english = block_view(english, *block, {situation, situation.offers[0]});
        const BlockView in_swedish = block_view(swedish, *block, {situation, situation.offers[0]});
        EXPECT_NE(in_english.why, in_swedish.why);
        EXPECT_NE(in_english.change, in_swedish.change);
    }
}

TEST(Blocks, RequirementsNameTheTierAndWhatIsReached)
{
    const BlockView gold = said(orders::requirements_not_met, samples::situation(), 1);
    EXPECT_THAT(gold.why, HasSubstr("gold"));
    EXPECT_THAT(gold.why, HasSubstr("Cloud Platform"));
    Situation nothing = samples::situation();
    nothing.attainments.clear();
    EXPECT_EQ(said(orders::requirements_not_met, nothing).why,
              "Your company has not attained silver in any competency yet.");
}

TEST(Blocks, HeldMembershipNamesItsDays)
{
    Situation situation = samples::situation();
    situation.offers[0].held = samples::membership("silver", Date::of(2026, 3, 3));
    situation.offers[0].renewable_from = Date::of(2027, 3, 4);
    const BlockView view = said(orders::already_held, situation);
    EXPECT_THAT(view.why, HasSubstr("3 March 2027"));
    EXPECT_THAT(view.change, HasSubstr("4 March 2027"));
    EXPECT_THAT(view.change, HasSubstr("30 days"));
}

TEST(Blocks, SilverIsIncludedUntilGoldsAnniversary)
{
    Situation situation = samples::situation();
    situation.memberships = {samples::membership("gold", Date::of(2026, 5, 1))};
    EXPECT_THAT(said(orders::included_in_gold, situation).why, HasSubstr("1 May 2027"));
}

TEST(Blocks, OpenOrderIsALink)
{
    Situation situation = samples::situation();
    situation.offers[0].open_order = samples::order().number;
    const BlockView view = said(orders::open_order, situation);
    ASSERT_TRUE(view.link.has_value());
    EXPECT_EQ(view.link->url.text(), "/orders/4817220985");
    EXPECT_THAT(view.why, HasSubstr("4817 220 985"));
}

TEST(Blocks, RejectedVerificationLeadsToTheCompany)
{
    Situation situation = samples::situation();
    situation.partner.verification = partners::Verification::rejected;
    const BlockView view = said(orders::not_verified, situation);
    EXPECT_THAT(view.why, HasSubstr("could not be verified"));
    EXPECT_EQ(view.link->url.text(), "/company");
}

TEST(Blocks, MissingRoleNamesWhomToAsk)
{
    Situation situation = samples::situation();
    situation.may_buy = false;
    situation.admins = {{"Anna Ek", "anna@granvik.example"}, {"Bo Li", "bo@granvik.example"}};
    const auto views = block_views(english, {situation, situation.offers[0]});
    ASSERT_EQ(views.size(), 1u);
    EXPECT_EQ(views[0].code, "missing_role");
    EXPECT_THAT(views[0].change, HasSubstr("Anna Ek (anna@granvik.example) and Bo Li (bo@granvik.example)"));
    situation.admins.clear();
    EXPECT_THAT(missing_role(http::Language::en, situation).change, HasSubstr("desk@nordlys.example"));
}

TEST(Blocks, WhatIsHeldHidesTheRest)
{
    Situation situation = samples::situation();
    situation.offers[0].blocks = {&orders::included_in_gold, &orders::requirements_not_met};
    const auto views = block_views(english, {situation, situation.offers[0]});
    ASSERT_EQ(views.size(), 1u);
    EXPECT_EQ(views[0].code, "included_in_gold");
}
