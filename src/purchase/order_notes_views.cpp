#include "purchase/order_notes_views.h"

#include "http/locale.h"
#include "http/messages.h"

#include <algorithm>

namespace kvitt::purchase
{
namespace
{

using http::Language;
using http::RenderContext;
using http::translate;
using orders::CancelRequestState;
using orders::Order;
using orders::Relation;

std::string day_of(const RenderContext& context, Instant at)
{
    return http::date_long(context.language, context.zone.date_at(at));
}

std::optional<NoteView> request_note(const RenderContext& context, const OrderFacts& facts)
{
    if (!facts.request)
        return std::nullopt;
    const Language language = context.language;
    const orders::CancelRequest& request = *facts.request;
    Facts words{{"day", day_of(context, request.asked_at)},
                {"who", request.asked_by},
                {"answer", request.answer.value_or("")},
                {"email", facts.situation.programme.desk_email}};
    if (request.decided_at)
        words.emplace_back("decided", day_of(context, *request.decided_at));
    const bool back = request.money_to == orders::MoneyTo::payer;
    switch (request.state)
    {
    case CancelRequestState::open:
        return NoteView{
            "cancel_request_open", "wait",
            translate(language,
                      "{who} asked on {day} to cancel this order. Until the programme has decided, "
                      "the order can still be paid, and its deadline stays.",
                      words),
            web::ActionView{http::url("/orders/{}/cancel", facts.order.number.text()),
                            translate(language, "Keep the order after all")}};
    case CancelRequestState::refused:
        if (!facts.order.is_open())
            return std::nullopt;
        return NoteView{"cancel_request_refused", "bad",
                        translate(language,
                                  "The programme refused on {decided} to cancel this order: {answer} "
                                  "Questions: {email}.",
                                  words),
                        std::nullopt};
    case CancelRequestState::granted:
        return NoteView{
            "cancel_request_granted", "good",
            translate(
                language,
                back ? "Cancelled on {decided} as you asked. What had been paid is your company's credit "
                       "until the programme has sent it back."
                     : "Cancelled on {decided} as you asked. What had been paid is your company's credit.",
                words),
            std::nullopt};
    case CancelRequestState::withdrawn:
    case CancelRequestState::closed:
        return std::nullopt;
    }
    return std::nullopt;
}

std::vector<NoteView> held_notes(const RenderContext& context, const OrderFacts& facts)
{
    const Language language = context.language;
    const Order& order = facts.order;
    std::vector<NoteView> out;
    for (const payments::Receipt& receipt : facts.money.held)
    {
        if (receipt.currency == order.quote.total.currency())
            continue;
        const Facts words{{"amount", http::money_text(language, receipt.money())},
                          {"day", http::date_long(language, receipt.payment_date)},
                          {"currency", order.quote.total.currency().text()},
                          {"email", facts.situation.programme.desk_email}};
        out.push_back(
            {"wrong_currency", "wait",
             translate(language,
                       "{amount} came on {day}, but this order is to be paid in {currency}. Money is "
                       "never converted without you: the programme will send it back or write to "
                       "you. Questions: {email}.",
                       words),
             std::nullopt});
    }
    return out;
}

std::optional<NoteView> excess_note(Language language, const OrderFacts& facts)
{
    const Money& excess = facts.money.excess;
    if (!excess.is_positive())
        return std::nullopt;
    const auto& credits = facts.situation.credits;
    const bool left = std::any_of(credits.begin(), credits.end(), [&](const Money& credit) {
        return credit.currency() == excess.currency();
    });
    const char* said =
        left
            ? "{amount} more was paid than the order cost. It is your company's credit: your next order uses "
              "it, or the programme sends it back if you ask: {email}."
            : "{amount} more was paid than the order cost. It was kept as your company's credit and has been "
              "used, sent back or taken back since.";
    return NoteView{"excess", "good",
                    translate(language, said,
                              {{"amount", http::money_text(language, excess)},
                               {"email", facts.situation.programme.desk_email}}),
                    std::nullopt};
}

// What follows from a loss, by what the order is now.
const char* after_loss(orders::OrderState state)
{
    switch (state)
    {
    case orders::OrderState::active:
        return msg("The order has been paid again since.");
    case orders::OrderState::awaiting_payment:
        return msg("The order is open again until {deadline}: pay it again with the same reference. The "
                   "membership runs from the day when it is paid. Questions: {email}.");
    default:
        return msg("The order has ended, and its membership with it: order again to have one. Questions: "
                   "{email}.");
    }
}

std::optional<NoteView> loss_note(const RenderContext& context, const OrderFacts& facts)
{
    if (!facts.loss)
        return std::nullopt;
    const Language language = context.language;
    const Facts words{{"amount", http::money_text(language, facts.loss->money())},
                      {"day", day_of(context, facts.loss->at)},
                      {"deadline", http::date_long(language, facts.order.deadline(context.zone))},
                      {"email", facts.situation.programme.desk_email}};
    const char* what = facts.loss->cause == orders::LossCause::bank_return
                           ? msg("The payer's bank took back {amount} on {day}.")
                           : msg("{amount} was taken off this order by the programme on {day}, because it "
                                 "had been put there by mistake.");
    const bool over = facts.order.state == orders::OrderState::active;
    return NoteView{"lost_money", over ? "good" : "bad",
                    translate(language, what, words) + " " +
                        translate(language, after_loss(facts.order.state), words),
                    std::nullopt};
}

std::optional<NoteView> refund_note(Language language, const OrderFacts& facts)
{
    if (!facts.refund_right_ended_by)
        return std::nullopt;
    return NoteView{"refund_right_ended", "past",
                    translate(language,
                              "This membership earned the upgrade discount of order {order}. Since that was "
                              "used, this order's fee is not paid back any more.",
                              {{"order", facts.refund_right_ended_by->shown()}}),
                    std::nullopt};
}

std::optional<std::string> hint_of(Language language, const orders::Related& related)
{
    if (related.price_kept)
        return translate(language, "whose price is kept");
    if (related.relation == Relation::upgrades)
        return translate(language, "whose fee is not paid back after the discount");
    return std::nullopt;
}

} // namespace

std::vector<NoteView> order_notes(const RenderContext& context, const OrderFacts& facts)
{
    std::vector<NoteView> notes;
    const auto add = [&](std::optional<NoteView> note) {
        if (note)
            notes.push_back(std::move(*note));
    };
    add(loss_note(context, facts));
    add(request_note(context, facts));
    for (NoteView& note : held_notes(context, facts))
        notes.push_back(std::move(note));
    add(excess_note(context.language, facts));
    add(refund_note(context.language, facts));
    return notes;
}

std::vector<RelatedView> related_views(Language language, const OrderFacts& facts)
{
    std::vector<RelatedView> out;
    for (const auto& related : orders::related_to(facts.order.number, facts.situation.links))
        out.push_back({enum_text(related.relation), orders::relation_label(language, related.relation),
                       related.order.shown(), http::url("/orders/{}", related.order.text()),
                       hint_of(language, related)});
    return out;
}

namespace
{

// Of money of which nothing pays this order.
const char* where_now(const payments::Arrival& arrival)
{
    if (arrival.in_credit > 0)
        return msg("kept as credit");
    if (arrival.allocated > 0)
        return msg("used by another order");
    if (arrival.returned > 0)
        return msg("sent back, or taken back by the bank");
    return msg("does not pay this order; the programme decides about it");
}

} // namespace

std::vector<ArrivalView> arrival_views(Language language, const OrderFacts& facts)
{
    std::vector<ArrivalView> out;
    for (const payments::Arrival& arrival : facts.money.arrivals)
    {
        ArrivalView view{arrival.payment_date, arrival.money(), std::nullopt};
        const Facts words{{"amount", http::money_text(language, arrival.applied_money())}};
        if (arrival.applied == 0)
            view.hint = translate(language, where_now(arrival));
        else if (arrival.applied < arrival.amount)
            view.hint = translate(language, "{amount} of it for this order", words);
        out.push_back(std::move(view));
    }
    return out;
}

} // namespace kvitt::purchase
