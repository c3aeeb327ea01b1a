#include "reports/accounts_views.h"

#include <gtest/gtest.h>

using namespace kvitt;
using reports::chain_break;
using statements::StatementSummary;

namespace
{

const Currency sek = Currency::parse("SEK");

StatementSummary statement(std::int64_t opening, std::int64_t closing, const char* sequence, Date day)
{
    StatementSummary one;
    one.opening = opening;
    one.opening_currency = sek;
    one.closing = closing;
    one.closing_currency = sek;
    one.sequence = sequence;
    one.to_day = day;
    one.adds_up = true;
    return one;
}

const Date monday = Date::of(2027, 3, 1);

} // namespace

TEST(StatementChain, GoesOnWhereTheOneBeforeEnded)
{
    const auto found =
        chain_break(statement(0, 500, "6", monday), statement(500, 700, "7", monday + Days{1}));
    EXPECT_FALSE(found.jump || found.missing);
}

TEST(StatementChain, TellsAJumpAndTheNumbersThatAreNotHere)
{
    const auto found =
        chain_break(statement(0, 500, "6", monday), statement(450, 700, "9", monday + Days{1}));
    EXPECT_EQ(found.jump, Money(-50, sek));
    EXPECT_EQ(found.missing, "7–8");
    EXPECT_EQ(*chain_break(statement(0, 1, "6", monday), statement(1, 1, "8", monday)).missing, "7");
}

TEST(StatementChain, JudgesNothingThatIsNotTold)
{
    StatementSummary silent = statement(0, 0, "x", monday);
    silent.closing.reset();
    const auto found = chain_break(silent, statement(450, 700, "9", monday));
    EXPECT_FALSE(found.jump || found.missing);
}

TEST(StatementChain, ThePageShowsTheNewestFirstAndEachBreakAtItsPlace)
{
    const http::RenderContext context;
    reports::AccountChain chain;
    chain.account.code = "sek";
    chain.account.bank = "Bank";
    chain.account.currency = sek;
    chain.statements = {statement(0, 500, "1", monday), statement(500, 700, "2", monday + Days{1}),
                        statement(900, 950, "3", monday + Days{2})};
    const auto view = reports::bank_account_view(context, chain);
    ASSERT_EQ(view.rows.size(), 3U);
    EXPECT_EQ(view.tone, "bad");
    EXPECT_TRUE(view.rows[0].any_breaks);
    EXPECT_FALSE(view.rows[1].any_breaks || view.rows[2].any_breaks);
    chain.statements.pop_back();
    EXPECT_EQ(reports::bank_account_view(context, chain).tone, "good");
}
