#include "purchase/proof_views.h"

#include "http/locale.h"
#include "http/messages.h"
#include "orders/proof_judge.h"

namespace kvitt::purchase
{

namespace
{

using http::Language;
using http::RenderContext;
using http::translate;
using orders::Order;
using orders::OrderState;
using orders::Proof;
using orders::ProofState;

bool is_possible(const Order& order) { return order.state == OrderState::awaiting_payment; }

const Proof* newest_of(const ProofPageInput& input)
{
    return input.proofs.empty() ? nullptr : &input.proofs.front();
}

std::string sentence(const RenderContext& context, const ProofPageInput& input)
{
    const auto* membership = input.situation.find_membership(input.order.number);
    return order_sentence(context, input.situation, input.order, membership);
}

// Whatever a person did last, this says what came of it.
ProofNewsView news_of(const RenderContext& context, const ProofPageInput& input, const Proof& newest)
{
    const Language language = context.language;
    const Facts facts{{"time", http::instant_text(language, newest.submitted_at, context.zone)},
                      {"paid_on", http::date_long(language, newest.payment_date)}};
    ProofNewsView news;
    switch (newest.state)
    {
    case ProofState::accepted:
        news.tone = "good";
        news.title = translate(language, "Your proof is verified");
        news.text = translate(language, "The membership starts when the money is on our bank's statement. "
                                        "Nothing more is needed from you.");
        break;
    case ProofState::rejected:
        news.tone = "bad";
        news.title = translate(language, "Your proof was not accepted");
        news.reason = newest.reason;
        news.text =
            translate(language, "Upload one that shows everything below. Money that you have sent is not "
                                "lost, and the deadline stays as it is.");
        break;
    default:
        news.tone = "good";
        news.title = translate(language, "We have received your proof of payment");
        news.text =
            translate(language,
                      "It came on {time} and is kept. The programme reviews it; the membership starts "
                      "when the money is on our bank's statement, also without the review.",
                      facts);
        break;
    }
    const auto missing =
        newest.seen ? orders::missing_text(context, input.situation.programme.partner_id_label, *newest.seen)
                    : std::string();
    if (!missing.empty())
        news.missing = translate(language, "It does not show: {missing}.", {{"missing", missing}});
    return news;
}

StoredProofView stored_view(const RenderContext& context, const ProofPageInput& input, const Proof& proof)
{
    const Language language = context.language;
    const std::string& label = input.situation.programme.partner_id_label;
    StoredProofView view;
    view.title = translate(language, "Proof {version}", {{"version", std::to_string(proof.version)}});
    view.state = orders::state_view(language, proof.state);
    view.facts = orders::proof_facts(context, proof);
    view.ticks = orders::tick_views(context, input.order, label, proof.shows, "");
    if (const auto missing = orders::missing_text(context, label, proof.shows); !missing.empty())
        view.missing = translate(language, "You left without a tick: {missing}.", {{"missing", missing}});
    view.download = http::url("/orders/{}/proof/{}", input.order.number.text(), proof.version);
    return view;
}

ProofFormView form_view(const RenderContext& context, const ProofPageInput& input)
{
    const Language language = context.language;
    const Proof* newest = newest_of(input);
    const bool replaces = newest != nullptr && newest->state == ProofState::submitted;
    const auto own = http::url("/orders/{}/proof", input.order.number.text());
    ProofFormView view;
    view.action = own;
    view.bytes_max = std::to_string(input.bytes_max);
    view.limit = orders::limit_text(input.bytes_max);
    view.title = translate(language, replaces            ? "Replace the proof"
                                     : newest != nullptr ? "Upload another proof"
                                                         : "Upload your proof");
    view.fields = input.fields;
    view.ticks = orders::tick_views(context, input.order, input.situation.programme.partner_id_label,
                                    input.ticks, "shows_");
    if (newest != nullptr && newest->state != ProofState::rejected)
        view.cancel = own;
    return view;
}

std::string why_no_form(const RenderContext& context, const ProofPageInput& input)
{
    const Language language = context.language;
    if (!is_possible(input.order))
        return input.order.state == OrderState::active
                   ? translate(language, "The order is paid, so no proof is needed any more.")
                   : translate(language, "The order is not open, so nothing can be uploaded for it.");
    return translate(language, "Your roles do not let you upload a proof. Those who may order can do it.");
}

web::ActionView another_view(Language language, const Order& order, const Proof& newest)
{
    const auto url = http::url("/orders/{}/proof", order.number.text()).with("form", "true");
    return {url, newest.state == ProofState::submitted
                     ? translate(language, "Replace")
                     : translate(language, "Upload a proof of another transfer")};
}

} // namespace

bool shows_form(const ProofPageInput& input)
{
    const Proof* newest = newest_of(input);
    const bool needed = newest == nullptr || newest->state == ProofState::rejected;
    return is_possible(input.order) && input.situation.may_buy && (needed || input.asked_for_form);
}

ProofPageView proof_page_view(const RenderContext& context, const ProofPageInput& input)
{
    const Order& order = input.order;
    const Proof* newest = newest_of(input);
    ProofPageView view;
    view.number = order.number.text();
    view.number_shown = order.number.shown();
    view.back = http::url("/orders/{}", order.number.text());
    view.state =
        shown_state(context, order, input.situation.find_membership(order.number), input.situation.today);
    view.sentence = sentence(context, input);
    if (shows_form(input))
        view.form = form_view(context, input);
    else if (!is_possible(order) || !input.situation.may_buy)
        view.no_form = why_no_form(context, input);
    if (newest == nullptr)
        return view;
    if (is_possible(order))
        view.news = news_of(context, input, *newest);
    view.newest = stored_view(context, input, *newest);
    if (is_possible(order) && input.situation.may_buy && !view.form)
        view.another = another_view(context.language, order, *newest);
    for (std::size_t at = 1; at < input.proofs.size(); ++at)
        view.earlier.push_back(stored_view(context, input, input.proofs[at]));
    view.any_earlier = !view.earlier.empty();
    return view;
}

} // namespace kvitt::purchase
