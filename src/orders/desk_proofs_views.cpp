#include "orders/desk_proofs_views.h"

#include "http/locale.h"
#include "http/messages.h"

namespace kvitt::orders
{

namespace
{

using http::Language;
using http::RenderContext;
using http::translate;

http::Url proof_url(const Proof& proof)
{
    return http::url("/desk/proofs/{}/{}", proof.order.text(), proof.version);
}

std::string shelf_word(Language language, ProofShelf shelf)
{
    switch (shelf)
    {
    case ProofShelf::waiting:
        return translate(language, "To review");
    case ProofShelf::overdue:
        return translate(language, "Money overdue");
    case ProofShelf::accepted:
        return translate(language, "Accepted");
    case ProofShelf::rejected:
        return translate(language, "Not accepted");
    }
    return {};
}

std::vector<ProofShelfView> shelf_views(Language language, const DeskProofsInput& input)
{
    std::vector<ProofShelfView> out;
    for (const std::string_view name : enum_names<ProofShelf>())
    {
        const ProofShelf shelf = *enum_parse<ProofShelf>(name);
        ProofShelfView view{http::url("/desk/proofs").with("state", name), std::string(name),
                            shelf_word(language, shelf), std::nullopt, shelf == input.shelf};
        if (shelf == ProofShelf::waiting)
            view.count = http::number_text(language, input.counts.waiting);
        if (shelf == ProofShelf::overdue)
            view.count = http::number_text(language, input.counts.overdue);
        out.push_back(std::move(view));
    }
    return out;
}

web::EmptyView empty_view(Language language, ProofShelf shelf)
{
    if (shelf == ProofShelf::waiting)
        return {translate(language, "No proof waits for a review"),
                translate(language, "What a partner uploads appears here at once, the oldest first."),
                std::nullopt};
    if (shelf == ProofShelf::overdue)
        return {translate(language, "No money is overdue"),
                translate(language, "An order appears here when its proof says that money was sent more than "
                                    "seven days ago and none has come."),
                std::nullopt};
    return {translate(language, "Nothing here yet"),
            translate(language, "Proofs appear here when they have been reviewed."), std::nullopt};
}

std::optional<StateView> overdue_of(const RenderContext& context, const Order& order, const Proof& proof,
                                    Instant now)
{
    const bool newest = order.proof && order.proof->version == proof.version;
    return newest && order.is_overdue(now) ? std::optional(overdue_view(context.language)) : std::nullopt;
}

std::string awaited_text(const RenderContext& context, const Order& order, Instant now,
                         const catalogue::Programme& programme)
{
    const auto awaited = awaiting(order, now, Days{programme.expiry_grace_days}, context.zone);
    return awaited ? awaiting_text(context, Audience::desk, order, *awaited, programme.desk_email)
                   : std::string();
}

ProofRowView row_view(const RenderContext& context, const DeskProofsInput& input, const ShelvedProof& one)
{
    const Language language = context.language;
    return {proof_url(one.proof),
            one.order.number.shown(),
            translate(language, "Proof {version}", {{"version", std::to_string(one.proof.version)}}),
            one.order.snapshot.legal_name,
            one.order.snapshot.partner_id,
            one.order.open_amount(),
            http::date_medium(language, one.proof.payment_date),
            one.proof.paid_to_account,
            http::instant_text(language, one.proof.submitted_at, context.zone),
            state_view(language, one.proof.state),
            overdue_of(context, one.order, one.proof, input.now),
            awaited_text(context, one.order, input.now, input.programme)};
}

web::FactView fact(Language language, const char* label, std::string value)
{
    return {translate(language, label), std::move(value), std::nullopt};
}

std::vector<web::FactView> order_facts(const RenderContext& context, const DeskProofInput& input)
{
    const Language language = context.language;
    const Order& order = input.order;
    std::vector<web::FactView> facts{
        fact(language, "Company", order.snapshot.legal_name),
        fact(language, "Offer", offer_name(language, order.snapshot)),
        fact(language, "State", state_view(language, order.shown_state()).word),
        fact(language, "Total", http::money_text(language, order.quote.total)),
        fact(language, "Paid", http::money_text(language, order.paid)),
        fact(language, "Placed", http::instant_text(language, order.created_at, context.zone)),
        fact(language, "Deadline", http::date_long(language, order.deadline(context.zone)))};
    if (const auto& account = order.snapshot.receiving_account)
        facts.push_back({account_label(language, *account), account_text(*account), account->bank});
    return facts;
}

std::vector<ReviewTickView> review_ticks(const RenderContext& context, const DeskProofInput& input)
{
    const auto payer =
        tick_views(context, input.order, input.programme.partner_id_label, input.proof.shows, "");
    const auto reviewer = tick_views(context, input.order, input.programme.partner_id_label,
                                     input.proof.seen.value_or(input.seen), "seen_");
    std::vector<ReviewTickView> out;
    for (std::size_t at = 0; at < payer.size(); ++at)
    {
        ReviewTickView view{reviewer[at].name, payer[at].name,   payer[at].label,
                            payer[at].value,   payer[at].ticked, reviewer[at].ticked};
        // The day is the payer's own word: it stands in the proof, not in the order.
        if (view.value.empty())
            view.value = http::date_long(context.language, input.proof.payment_date);
        out.push_back(std::move(view));
    }
    return out;
}

std::string why_no_form(Language language, const DeskProofInput& input)
{
    if (input.proof.state == ProofState::replaced)
        return translate(language, "A newer proof has replaced this one, so it is not reviewed.");
    if (input.order.state != OrderState::awaiting_payment)
        return translate(language,
                         "The order does not wait for payment any more, so there is nothing to review.");
    return translate(language, "Your roles do not let you review proofs.");
}

void add_review(const RenderContext& context, const DeskProofInput& input, DeskProofView& view)
{
    const Language language = context.language;
    const Proof& proof = input.proof;
    if (proof.reviewed_at)
    {
        const Facts facts{{"name", proof.reviewed_by.value_or("")},
                          {"time", http::instant_text(language, *proof.reviewed_at, context.zone)}};
        view.review = translate(language,
                                proof.state == ProofState::accepted ? "Accepted by {name}, {time}."
                                                                    : "Not accepted by {name}, {time}.",
                                facts);
        view.reason = proof.reason;
        return;
    }
    const bool waits =
        proof.state == ProofState::submitted && input.order.state == OrderState::awaiting_payment;
    if (waits && input.may_review)
        view.form = ReviewFormView{proof_url(proof), input.seen_fault, input.reason, input.reason_fault,
                                   static_cast<std::int64_t>(rejection_characters_max)};
    else
        view.no_form = why_no_form(language, input);
}

} // namespace

DeskProofsView desk_proofs_view(const RenderContext& context, const DeskProofsInput& input)
{
    DeskProofsView view;
    view.shelves = shelf_views(context.language, input);
    for (const ShelvedProof& one : input.proofs)
        view.rows.push_back(row_view(context, input, one));
    view.any = !view.rows.empty();
    view.partner_id_label = input.programme.partner_id_label;
    view.empty = empty_view(context.language, input.shelf);
    view.csv = http::url("/desk/proofs.csv").with("state", enum_text(input.shelf));
    view.pager.next = input.next_page;
    return view;
}

DeskProofView desk_proof_view(const RenderContext& context, const DeskProofInput& input)
{
    const Language language = context.language;
    DeskProofView view;
    view.title = translate(language, "Proof {version}", {{"version", std::to_string(input.proof.version)}});
    view.order_number = input.order.number.shown();
    view.order_url = http::url("/desk/orders/{}", input.order.number.text());
    view.state = state_view(language, input.proof.state);
    view.overdue = overdue_of(context, input.order, input.proof, input.now);
    const auto awaited = awaited_text(context, input.order, input.now, input.programme);
    if (!awaited.empty())
        view.awaited = awaited;
    view.proof = proof_facts(context, input.proof);
    view.order = order_facts(context, input);
    view.ticks = review_ticks(context, input);
    view.download = http::url("/desk/proofs/{}/{}/file", input.order.number.text(), input.proof.version);
    add_review(context, input, view);
    for (const Proof& other : input.all)
        if (other.version != input.proof.version)
            view.others.push_back({proof_url(other), translate(language, "Proof {version}",
                                                               {{"version", std::to_string(other.version)}}) +
                                                         ": " + state_view(language, other.state).word});
    view.any_others = !view.others.empty();
    return view;
}

} // namespace kvitt::orders
