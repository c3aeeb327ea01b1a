#include "purchase/order_page_views.h"

#include "base/digits.h"
#include "http/locale.h"
#include "http/messages.h"
#include "orders/order_json.h"
#include "purchase/qr.h"

namespace kvitt::purchase
{

namespace
{

using http::Language;
using http::RenderContext;
using http::translate;
using orders::Order;
using orders::OrderState;
using orders::ShownState;

bool takes_transfer(const Order& order)
{
    return order.state == OrderState::awaiting_payment && order.snapshot.receiving_account.has_value();
}

std::string title(const RenderContext& context, const Order& order,
                  const std::optional<orders::Awaiting>& awaited)
{
    const Language language = context.language;
    const Facts facts{{"offer", orders::offer_name(language, order.snapshot)}};
    if (awaited && awaited->what == "statement")
        return translate(language, "Waiting for the bank's statement");
    if (awaited && awaited->what == "missing_money")
        return translate(language, "Your money has not arrived yet");
    if (awaited && awaited->what == "new_proof")
        return translate(language, "Your proof was not accepted");
    switch (order.shown_state())
    {
    case ShownState::cancel_requested:
        return translate(language, "You have asked to cancel this order");
    case ShownState::part_paid:
        return translate(language, "Part of the payment has arrived");
    case ShownState::proof_submitted:
        return translate(language, "We have received your proof of payment");
    case ShownState::proof_verified:
        return translate(language, "Your proof is verified");
    case ShownState::active:
        return translate(language, "Paid: {offer}", facts);
    case ShownState::expired:
        return translate(language, "This order has expired");
    case ShownState::cancelled:
        return translate(language, "This order is cancelled");
    case ShownState::failed:
        return translate(language, "The card payment did not succeed");
    case ShownState::refunded:
        return translate(language, "This order is refunded");
    case ShownState::card_pending:
        return translate(language, "Waiting for the card payment");
    default:
        return translate(language, "Thank you, we have your order");
    }
}

std::optional<web::CopyView> reference_view(Language language, const Order& order)
{
    const std::string& kind = order.snapshot.receiving_account->kind;
    if (kind == "bankgiro")
        return web::CopyView{translate(language, "OCR number"), order.number.ocr(), order.number.ocr(),
                             std::nullopt};
    if (kind == "iban")
        return web::CopyView{translate(language, "Structured reference (RF)"),
                             grouped_iban(order.number.rf()), order.number.rf(), std::nullopt};
    return std::nullopt;
}

PaymentView payment_view(const RenderContext& context, const OrderFacts& facts)
{
    const Language language = context.language;
    const Order& order = facts.order;
    const std::string& partner_id = order.snapshot.partner_id;
    const AccountView account = account_view(context, *order.snapshot.receiving_account);
    PaymentView view;
    view.number = {translate(language, "Order number"), order.number.shown(), order.number.text(),
                   std::nullopt};
    view.partner_id = {facts.situation.programme.partner_id_label, partner_id, partner_id, std::nullopt};
    view.amount = {translate(language, "Amount"), http::money_text(language, order.open_amount()),
                   order.open_amount().number(), std::nullopt};
    if (order.paid.is_positive())
        view.amount.hint = translate(language, "{amount} has arrived; this is what is missing.",
                                     {{"amount", http::money_text(language, order.paid)}});
    view.account = {account.label, account.number, account.plain, std::nullopt};
    if (account.bic)
        view.bic = web::CopyView{"BIC", *account.bic, *account.bic, std::nullopt};
    view.holder = account.holder;
    view.bank = account.bank;
    view.reference = reference_view(language, order);
    view.message = {translate(language, "Message"), orders::reference_text(order),
                    orders::reference_text(order), std::nullopt};
    if (order_qr_payload(order))
        view.qr = http::url("/orders/{}/qr.svg", order.number.text());
    view.deadline = order.deadline(context.zone);
    return view;
}

web::StepView step(Language language, const char* mark, std::string title, std::string detail)
{
    const bool now = std::string_view(mark) == "now";
    const char* said = now ? "now" : std::string_view(mark) == "done" ? "done" : "later";
    return {mark, translate(language, said), std::move(title), std::move(detail)};
}

// A proof is asked for always and needed never (A5): without one the steps go on all the same.
web::StepView proof_step(Language language, const Order& order)
{
    const std::string title = translate(language, "You upload your bank's confirmation");
    if (order.proof && order.proof->state == orders::ProofState::accepted)
        return step(language, "done", title, translate(language, "It is verified."));
    if (order.proof && order.proof->state == orders::ProofState::submitted)
        return step(language, "done", title, translate(language, "It waits for our review."));
    if (order.proof)
        return step(language, "now", title, translate(language, "The last one was not accepted."));
    return step(language, "next", title, translate(language, "With it we find your money sooner."));
}

std::vector<web::StepView> steps_of(const RenderContext& context, const Order& order,
                                    const orders::Awaiting& awaited, bool statement)
{
    const Language language = context.language;
    const bool sent = statement || order.awaits_proven_money();
    const Facts facts{
        {"amount", http::money_text(language, order.open_amount())},
        {"deadline", http::date_long(language, order.deadline(context.zone))},
        {"until", http::date_long(language, orders::last_day_before(context.zone, awaited.until))}};
    const char* pay =
        order.paid.is_positive() ? "You transfer the missing {amount}" : "You transfer {amount}";
    const char* wait = statement
                           ? "The deadline has passed. What was paid in time still counts: we wait for the "
                             "bank's statement until {until}."
                           : "Usually 48 to 72 hours after the money arrives by the bank's calendar, a week "
                             "at most.";
    return {
        step(language, "done", translate(language, "The order is placed"),
             http::instant_text(language, order.created_at, context.zone)),
        step(language, sent ? "done" : "now", translate(language, pay, facts),
             translate(language, "By {deadline} at the latest, with the reference.", facts)),
        proof_step(language, order),
        step(language, sent ? "now" : "next", translate(language, "Our bank's statement shows the money"),
             translate(language, wait, facts)),
        step(language, "next", translate(language, "The membership is active"),
             translate(language, "At the same moment; this page then says so. Nothing more is needed from "
                                 "you."))};
}

bool has_relation(const OrderFacts& facts, orders::Relation relation)
{
    for (const auto& related : orders::related_to(facts.order.number, facts.situation.links))
        if (related.relation == relation)
            return true;
    return false;
}

std::string outcome(const RenderContext& context, const OrderFacts& facts,
                    const std::optional<orders::Awaiting>& awaited)
{
    const Order& order = facts.order;
    if (awaited)
        return orders::awaiting_text(context, orders::Audience::partner, order, *awaited,
                                     facts.situation.programme.desk_email);
    const auto* membership = facts.situation.find_membership(order.number);
    const std::string sentence = order_sentence(context, facts.situation, order, membership);
    const bool replaced = has_relation(facts, orders::Relation::replaced_by);
    const bool ended = order.state == OrderState::expired || order.state == OrderState::cancelled;
    if (ended && !replaced)
        return sentence + " " +
               translate(context.language, "Money that is already on its way is not lost: it is kept as your "
                                           "company's credit and used by your next order.");
    return sentence;
}

std::optional<UseCreditView> use_credit_view(Language language, const OrderFacts& facts)
{
    if (!facts.situation.may_buy || !facts.money.credit)
        return std::nullopt;
    const orders::UsableCredit& credit = *facts.money.credit;
    const Facts words{{"amount", http::money_text(language, credit.used)},
                      {"rest", http::money_text(language, credit.rest)}};
    const char* said =
        credit.rest.is_positive()
            ? "Your company has credit that came after this order was placed. {amount} of it is "
              "used at once; {rest} is left to transfer then, by the same day."
            : "Your company has credit that came after this order was placed. {amount} of it pays "
              "what is missing: the membership is active at once, and nothing is left to transfer.";
    return UseCreditView{http::url("/orders/{}/use-credit", facts.order.number.text()),
                         translate(language, "Use your credit of {amount}", words),
                         translate(language, said, words)};
}

void add_actions(const RenderContext& context, const OrderFacts& facts, OrderView& view)
{
    const Situation& situation = facts.situation;
    const Order& order = facts.order;
    if (situation.may_buy && can_cancel(order))
    {
        view.replace = http::url("/orders/{}/replace", order.number.text());
        view.cancel = http::url("/orders/{}/cancel", order.number.text());
        view.cancel_hint = translate(context.language,
                                     order.shown_state() == ShownState::awaiting_payment
                                         ? "It ends at once, as long as nothing has been done for it."
                                         : "The programme decides, because something has been done for it.");
    }
    if (const auto again = again_view(context.language, situation, order))
    {
        view.again = again->url;
        view.again_note = again->note;
    }
    view.use_credit = use_credit_view(context.language, facts);
    view.proof = proof_action(context.language, order, situation.may_buy);
    view.proof_first = view.proof && takes_transfer(order) && !order.awaits_proven_money();
    const bool ended = order.state == OrderState::expired || order.state == OrderState::cancelled ||
                       order.state == OrderState::failed;
    if (ended && !view.again)
        view.credits = credit_views(situation);
}

void add_snapshot(const RenderContext& context, const Order& order, OrderView& view)
{
    view.quote = quote_view(context, order.quote);
    view.paid = order.paid;
    if (order.from_credit.is_positive())
        view.from_credit = order.from_credit;
    view.company = order.snapshot.legal_name;
    view.tax_id = order.snapshot.tax_id;
    view.bill_to_address = orders::address_lines(context.language, order.snapshot.bill_to_address);
    view.agreement = order.agreement;
    view.accepted_by = order.accepted_by;
    view.accepted_at = order.accepted_at;
    view.created_at = order.created_at;
}

} // namespace

OrderView order_view(const RenderContext& context, const OrderFacts& facts)
{
    const Order& order = facts.order;
    const auto awaited = orders::awaiting(order, facts.situation.now, facts.situation.grace(), context.zone);
    const auto* offer = facts.situation.find_offer(order.offer);
    const auto* membership = facts.situation.find_membership(order.number);
    OrderView view;
    view.number = order.number.text();
    view.number_shown = order.number.shown();
    view.partner_id_label = facts.situation.programme.partner_id_label;
    view.partner_id = order.snapshot.partner_id;
    view.offer = orders::offer_name(context.language, order.snapshot);
    view.tier = offer != nullptr && offer->tier ? enum_text(*offer->tier) : "";
    view.state = shown_state(context, order, membership, facts.situation.today);
    view.title = title(context, order, awaited);
    if (facts.loss && awaited && awaited->what == "payment")
        view.title = translate(context.language, "This order is to be paid again");
    view.sentence = outcome(context, facts, awaited);
    view.notes = order_notes(context, facts);
    view.related = related_views(context.language, facts);
    const bool late = facts.situation.now >= order.expires_at;
    if (takes_transfer(order) && !late)
        view.payment = payment_view(context, facts);
    if (awaited)
        view.steps = steps_of(context, order, *awaited, late);
    if (membership != nullptr)
        view.membership = membership_sentence(context, *membership, facts.situation.today);
    view.any_steps = !view.steps.empty();
    view.arrivals = arrival_views(context.language, facts);
    view.any_arrivals = !view.arrivals.empty();
    if (order.written_off.is_positive())
        view.written_off = order.written_off;
    add_snapshot(context, order, view);
    add_actions(context, facts, view);
    if (order.is_open())
        view.refresh = http::url("/orders/{}", order.number.text())
                           .with("seen", order_fingerprint(order, awaited, facts.money.credit));
    return view;
}

std::optional<web::ActionView> proof_action(Language language, const Order& order, bool may_buy)
{
    const auto url = http::url("/orders/{}/proof", order.number.text());
    const bool needed = !order.proof || order.proof->state == orders::ProofState::rejected;
    if (takes_transfer(order) && may_buy && needed)
        return web::ActionView{url, translate(language, "Upload payment proof")};
    if (order.proof)
        return web::ActionView{url, translate(language, "Show payment proof")};
    return std::nullopt;
}

std::string order_fingerprint(const Order& order, const std::optional<orders::Awaiting>& awaited,
                              const std::optional<orders::UsableCredit>& credit)
{
    return enum_text(order.shown_state()) + "." + std::to_string(order.paid.minor()) +
           (awaited ? "." + awaited->what : "") + (credit ? "." + std::to_string(credit->used.minor()) : "");
}

std::optional<std::string> order_qr_payload(const Order& order)
{
    if (!takes_transfer(order) || order.snapshot.receiving_account->kind != "iban")
        return std::nullopt;
    const auto& account = *order.snapshot.receiving_account;
    return epc_text(
        {account.bic.value_or(""), account.holder, account.number, order.open_amount(), order.number.rf()});
}

namespace
{

std::string why_asks(Language language, const Order& order)
{
    if (!order.paid.is_positive())
        return translate(language, "A proof of payment has been sent in for this order, so the programme "
                                   "decides whether it can be cancelled.");
    return translate(language,
                     "{amount} has arrived for this order, so the programme decides whether it can be "
                     "cancelled.",
                     {{"amount", http::money_text(language, order.paid)}});
}

} // namespace

CancelView cancel_view(const RenderContext& context, const CancelFacts& facts)
{
    const Language language = context.language;
    const Order& order = facts.order;
    CancelView view;
    view.number_shown = order.number.shown();
    view.offer = orders::offer_name(language, order.snapshot);
    view.action = http::url("/orders/{}/cancel", order.number.text());
    view.withdraw = http::url("/orders/{}/cancel/withdraw", order.number.text());
    view.back = http::url("/orders/{}", order.number.text());
    view.total = order.quote.total;
    view.deadline = order.deadline(context.zone);
    view.has_money = order.paid.is_positive();
    if (!order.is_open())
        view.closed = translate(language, "The order is not open any more, so there is nothing to cancel.");
    else if (facts.request && facts.request->state == orders::CancelRequestState::open)
        view.asked =
            translate(language, "{who} asked on {day} to cancel this order. The programme decides.",
                      {{"who", facts.request->asked_by},
                       {"day", http::date_long(language, context.zone.date_at(facts.request->asked_at))}});
    else if (facts.unactioned)
        view.at_once = true;
    else
    {
        view.asks = true;
        view.why_asks = why_asks(language, order);
    }
    if (view.at_once || view.asks)
        view.replace = http::url("/orders/{}/replace", order.number.text());
    return view;
}

} // namespace kvitt::purchase
