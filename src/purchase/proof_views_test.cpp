#include "purchase/proof_views.h"
#include "purchase/samples.h"
#include "web/layout.h"

#include <gmock/gmock.h>

using namespace kvitt;
using namespace kvitt::purchase;
using orders::Proof;
using orders::ProofState;
using testing::HasSubstr;
using testing::Not;

namespace
{

const http::RenderContext english{http::Language::en, TimeZone::utc()};
const http::RenderContext swedish{http::Language::sv, TimeZone::utc()};

Proof proof(ProofState state, std::int64_t version = 1)
{
    Proof out;
    out.order = samples::order().number;
    out.version = version;
    out.state = state;
    out.file = {"a \"b\" <i>.png", orders::ProofType::png, 5'000'000, "x", "y"};
    out.payment_date = samples::today;
    out.paid_to_account = "5050-1055";
    out.transaction_ref = "T-1";
    out.shows = {true, true, true, true, false};
    out.submitted_at = samples::now;
    out.submitted_by = "Anna Ek";
    if (state == ProofState::rejected)
    {
        out.seen = orders::ProofTicks{true, true, false, true, true};
        out.reason = "Blurred <here>.";
    }
    return out;
}

struct Page
{
    Situation situation = samples::situation();
    orders::Order order = samples::order();
    std::vector<Proof> proofs = {};
    bool asked_for_form = false;
};

std::string render(const Page& page)
{
    static const http::Pages pages([] {
        http::PagesOptions options = http::embedded_pages();
        std::erase_if(options.names, [](const std::string& name) { return !name.starts_with("purchase/"); });
        return options;
    }());
    orders::Order order = page.order;
    if (!page.proofs.empty())
    {
        const Proof& newest = page.proofs.front();
        order.proof = orders::NewestProof{newest.version,   newest.state, newest.payment_date,
                                          order.expires_at, false,        newest.reason};
    }
    const ProofPageInput input{page.situation,   order, page.proofs, page.asked_for_form,
                               10 * 1024 * 1024, {},    {}};
    pages.render(swedish, "purchase/proof", proof_page_view(swedish, input), web::Frame{});
    return pages.render(english, "purchase/proof", proof_page_view(english, input), web::Frame{});
}

const auto has_form = HasSubstr("enctype=\"multipart/form-data\"");

} // namespace

TEST(ProofPage, AsksForAllThatAProofMustShow)
{
    const std::string page = render({});
    EXPECT_THAT(page, has_form);
    for (const char* part : {"shows_transfer_date", "shows_our_account", "shows_amount", "shows_order_number",
                             "shows_partner_id", "5050-1055", "23,625.00", "4817 220 985", "4812907",
                             "name=\"file\"", "data-bytes-max=\"10485760\"", "at most 10 MB"})
        EXPECT_THAT(page, HasSubstr(part));
    EXPECT_THAT(page, Not(HasSubstr("data-news")));
}

TEST(ProofPage, AfterAnUploadItSaysWhatIsStored)
{
    const std::string page = render({.proofs = {proof(ProofState::submitted)}});
    EXPECT_THAT(page, HasSubstr("class=\"say good\" role=\"status\""));
    EXPECT_THAT(page, HasSubstr("a &quot;b&quot; &lt;i&gt;.png, PNG, 4.7 MB"));
    EXPECT_THAT(page, HasSubstr("You left without a tick: the MPN ID."));
    EXPECT_THAT(page, HasSubstr("href=\"/orders/4817220985/proof?form=true\">Replace</a>"));
    EXPECT_THAT(page, HasSubstr("href=\"/orders/4817220985/proof/1\""));
    EXPECT_THAT(page, Not(has_form));
    const std::string replacing = render({.proofs = {proof(ProofState::submitted)}, .asked_for_form = true});
    EXPECT_THAT(replacing, has_form);
    EXPECT_THAT(replacing, HasSubstr("Keep what is there"));
}

TEST(ProofPage, ARejectionGivesItsReasonAndTheFormAgain)
{
    const std::string page =
        render({.proofs = {proof(ProofState::rejected, 2), proof(ProofState::replaced, 1)}});
    EXPECT_THAT(page, HasSubstr("class=\"say bad\""));
    EXPECT_THAT(page, HasSubstr("Blurred &lt;here&gt;."));
    EXPECT_THAT(page, HasSubstr("It does not show: the amount and its currency."));
    EXPECT_THAT(page, has_form);
    EXPECT_THAT(page, HasSubstr("Earlier proofs"));
}

TEST(ProofPage, AVerifiedProofCanBeFollowedByOneOfAnotherTransfer)
{
    const std::string page = render({.proofs = {proof(ProofState::accepted)}});
    EXPECT_THAT(page, HasSubstr("Your proof is verified"));
    EXPECT_THAT(page, HasSubstr("Upload a proof of another transfer"));
    EXPECT_THAT(page, Not(has_form));
    EXPECT_THAT(render({.proofs = {proof(ProofState::accepted)}, .asked_for_form = true}), has_form);
}

TEST(ProofPage, WhoMayNotOrWhenItIsOverIsToldSo)
{
    Page page;
    page.situation.may_buy = false;
    EXPECT_THAT(render(page), HasSubstr("do not let you upload"));
    EXPECT_THAT(render(page), Not(has_form));
    page.situation.may_buy = true;
    page.order.state = orders::OrderState::active;
    page.situation.memberships = {samples::membership("silver", samples::today)};
    page.asked_for_form = true;
    EXPECT_THAT(render(page), HasSubstr("no proof is needed any more"));
    EXPECT_THAT(render(page), Not(has_form));
    page.order.state = orders::OrderState::expired;
    page.order.closed_at = samples::now;
    page.proofs = {proof(ProofState::submitted)};
    EXPECT_THAT(render(page), HasSubstr("The order is not open"));
    EXPECT_THAT(render(page), HasSubstr("a &quot;b&quot;"));
    EXPECT_THAT(render(page), Not(HasSubstr("Replace</a>")));
}

TEST(OrderPage, LeadsToTheProof)
{
    auto order = samples::order();
    EXPECT_EQ(proof_action(http::Language::en, order, true)->text, "Upload payment proof");
    EXPECT_FALSE(proof_action(http::Language::en, order, false));
    order.proof = orders::NewestProof{1, ProofState::submitted, samples::today, order.expires_at, false, {}};
    EXPECT_EQ(proof_action(http::Language::en, order, true)->text, "Show payment proof");
    EXPECT_TRUE(can_cancel(order)); // the programme is asked
    order.proof->state = ProofState::rejected;
    EXPECT_EQ(proof_action(http::Language::en, order, true)->url.text(), "/orders/4817220985/proof");
    EXPECT_EQ(proof_action(http::Language::en, order, false)->text, "Show payment proof");
    order.state = orders::OrderState::expired;
    EXPECT_EQ(proof_action(http::Language::en, order, true)->text, "Show payment proof");
}
