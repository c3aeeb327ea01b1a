#include "orders/cancel_desk_views.h"

#include "http/locale.h"
#include "http/messages.h"

namespace kvitt::orders
{
namespace
{

using http::Language;
using http::RenderContext;
using http::translate;

std::string money_to_word(Language language, MoneyTo money_to)
{
    return translate(language, money_to == MoneyTo::payer ? "to be sent back" : "to be kept as credit");
}

std::string moment(const RenderContext& context, Instant at)
{
    return http::instant_text(context.language, at, context.zone);
}

web::FactView fact(Language language, const char* label, std::string value)
{
    return {translate(language, label), std::move(value), std::nullopt};
}

std::vector<web::FactView> facts_of(const RenderContext& context, const RequestedOrder& requested)
{
    const Language language = context.language;
    const auto& [request, order] = requested;
    std::vector<web::FactView> facts{
        fact(language, "Offer", offer_name(language, order.snapshot)),
        fact(language, "Asked by", request.asked_by),
        fact(language, "Asked at", moment(context, request.asked_at)),
        fact(language, "Reason", request.reason.value_or(translate(language, "none given"))),
        fact(language, "Total", http::money_text(language, order.quote.total)),
        fact(language, "Paid", http::money_text(language, order.paid)),
        fact(language, "Deadline", http::date_long(language, order.deadline(context.zone))),
    };
    if (order.paid.is_positive())
        facts.push_back(
            fact(language, "The partner wants the money", money_to_word(language, request.money_to)));
    return facts;
}

} // namespace

RequestsView requests_view(const RenderContext& context, const std::string& partner_id_label,
                           const std::vector<RequestedOrder>& requests)
{
    RequestsView view;
    view.partner_id_label = partner_id_label;
    for (const auto& [request, order] : requests)
        view.rows.push_back(
            {http::url("/desk/cancel-requests/{}", request.order_number), order.number.shown(),
             order.snapshot.legal_name, order.snapshot.partner_id,
             offer_name(context.language, order.snapshot), moment(context, request.asked_at), request.reason,
             order.paid,
             order.paid.is_positive() ? money_to_word(context.language, request.money_to) : std::string(),
             order.deadline(context.zone)});
    view.any = !view.rows.empty();
    return view;
}

RequestView request_view(const RenderContext& context, const RequestedOrder& requested)
{
    const auto& [request, order] = requested;
    RequestView view;
    view.number = order.number.shown();
    view.company = order.snapshot.legal_name;
    view.order_url = http::url("/desk/orders/{}", order.number.text());
    view.state = state_view(context.language, order.shown_state());
    view.facts = facts_of(context, requested);
    view.open = request.state == CancelRequestState::open;
    view.has_money = order.paid.is_positive();
    view.money_to_payer = request.money_to == MoneyTo::payer;
    view.grant = http::url("/desk/cancel-requests/{}/grant", order.number.text());
    view.refuse = http::url("/desk/cancel-requests/{}/refuse", order.number.text());
    if (!view.open)
        view.outcome = request_sentence(context, request);
    return view;
}

} // namespace kvitt::orders
