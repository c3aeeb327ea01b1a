#include "orders/desk_proofs_views.h"
#include "web/layout.h"

#include <gmock/gmock.h>

using namespace kvitt;
using namespace kvitt::orders;
using testing::HasSubstr;
using testing::Not;

namespace
{

const http::RenderContext english{http::Language::en, TimeZone::utc()};
const http::RenderContext swedish{http::Language::sv, TimeZone::utc()};
const Instant placed = Instant::parse("2026-11-23T13:02:00Z");
const Currency sek = Currency::parse("SEK");
const catalogue::Programme programme{"Nordlys", "Nordlys AB", "SE", "MPN ID", "desk@nordlys.example", 30, 7};

Proof proof(ProofState state = ProofState::submitted)
{
    Proof out;
    out.order = OrderNumber::parse("4817220985");
    out.version = 2;
    out.state = state;
    out.file = {"<kvitto>.pdf", ProofType::pdf, 1000, "a", "a"};
    out.payment_date = Date::of(2026, 11, 23);
    out.paid_to_account = "5050-1055";
    out.shows = {true, true, true, true, false};
    out.submitted_at = placed;
    out.submitted_by = "Anna Ek";
    out.overdue_at = Instant::parse("2026-12-01T00:00:00Z");
    if (state == ProofState::accepted || state == ProofState::rejected)
    {
        out.reviewed_at = placed;
        out.reviewed_by = "Rut";
        out.seen = ProofTicks{true, true, true, true, state == ProofState::accepted};
    }
    if (state == ProofState::rejected)
        out.reason = "The <MPN ID> is missing.";
    return out;
}

Order order(ProofState newest = ProofState::submitted)
{
    Order out;
    out.number = OrderNumber::parse("4817220985");
    out.quote.total = out.quote.net = Money(1'250'000, sek);
    out.paid = out.written_off = Money(0, sek);
    out.created_at = placed;
    out.expires_at = Instant::parse("2026-12-24T00:00:00Z");
    out.snapshot.partner_id = "4812907";
    out.snapshot.legal_name = "Granvik AB";
    out.snapshot.receiving_account = catalogue::ReceivingAccount{
        "sek", sek, "bankgiro", "5050-1055", "SE35", "Nordlys AB", "SEB", {}, "SE"};
    out.proof = NewestProof{2, newest, proof().payment_date, proof().overdue_at, false, std::nullopt};
    return out;
}

std::string page(const char* name, const auto& view)
{
    static const http::Pages pages([] {
        http::PagesOptions options = http::embedded_pages();
        std::erase_if(options.names, [](const std::string& one) { return !one.starts_with("orders/"); });
        return options;
    }());
    pages.render(swedish, name, view, web::Frame{});
    return pages.render(english, name, view, web::Frame{});
}

std::string review_page(ProofState state, bool may_review = true, Instant now = placed)
{
    DeskProofInput input;
    input.proof = proof(state);
    input.order = order(state);
    input.all = {input.proof, proof(ProofState::replaced)};
    input.all.back().version = 1;
    input.programme = programme;
    input.now = now;
    input.may_review = may_review;
    return page("orders/proof", desk_proof_view(english, input));
}

} // namespace

TEST(DeskProofs, TheQueueSaysWhatWaitsAndWhatIsOverdue)
{
    DeskProofsInput input;
    input.programme = programme;
    input.now = placed;
    for (const auto name : enum_names<ProofShelf>())
    {
        input.shelf = *enum_parse<ProofShelf>(name);
        EXPECT_THAT(page("orders/proofs", desk_proofs_view(english, input)), HasSubstr("empty-title"))
            << name;
    }
    input.proofs = {{proof(), order()}};
    input.counts = {1, 0};
    const std::string rows = page("orders/proofs", desk_proofs_view(english, input));
    EXPECT_THAT(rows, HasSubstr("href=\"/desk/proofs/4817220985/2\""));
    EXPECT_THAT(rows, HasSubstr("data-state=\"submitted\""));
    EXPECT_THAT(rows, Not(HasSubstr("data-state=\"overdue\"")));
    input.now = proof().overdue_at;
    EXPECT_THAT(page("orders/proofs", desk_proofs_view(english, input)), HasSubstr("<tr class=\"overdue\">"));
}

TEST(DeskProofs, AWaitingProofIsReviewedBesideItsOrder)
{
    const std::string shown = review_page(ProofState::submitted);
    EXPECT_THAT(shown, HasSubstr("&lt;kvitto&gt;.pdf, PDF, 1,000 B"));
    EXPECT_THAT(shown, HasSubstr("name=\"seen_partner_id\""));
    EXPECT_THAT(shown, HasSubstr("value=\"accept\""));
    EXPECT_THAT(shown, HasSubstr("23 December 2026"));
    EXPECT_THAT(shown, HasSubstr("href=\"/desk/proofs/4817220985/2/file\""));
    EXPECT_THAT(shown, HasSubstr("href=\"/desk/proofs/4817220985/1\""));
    EXPECT_THAT(review_page(ProofState::submitted, true, proof().overdue_at),
                HasSubstr("data-state=\"overdue\""));
}

TEST(DeskProofs, WhereNothingCanBeReviewedThePageSaysWhy)
{
    EXPECT_THAT(review_page(ProofState::submitted, false), HasSubstr("do not let you review"));
    EXPECT_THAT(review_page(ProofState::replaced), HasSubstr("A newer proof has replaced"));
    EXPECT_THAT(review_page(ProofState::accepted), HasSubstr("Accepted by Rut"));
    const std::string rejected = review_page(ProofState::rejected);
    EXPECT_THAT(rejected, HasSubstr("The &lt;MPN ID&gt; is missing."));
    for (const ProofState state : {ProofState::replaced, ProofState::accepted, ProofState::rejected})
        EXPECT_THAT(review_page(state), Not(HasSubstr("name=\"decision\""))) << enum_text(state);
    DeskProofInput input;
    input.proof = proof();
    input.order = order();
    input.order.state = OrderState::active;
    input.programme = programme;
    input.may_review = true;
    EXPECT_THAT(page("orders/proof", desk_proof_view(english, input)),
                HasSubstr("does not wait for payment any more"));
}
