#include "orders/desk_views.h"

#include "http/locale.h"
#include "http/messages.h"
#include "orders/order_json.h"
#include "web/event_words.h"

namespace kvitt::orders
{

namespace
{

using http::Language;
using http::RenderContext;
using http::translate;

std::string awaited_text(const RenderContext& context, const Order& order, Instant now,
                         const catalogue::Programme& programme)
{
    const auto awaited = awaiting(order, now, Days{programme.expiry_grace_days}, context.zone);
    return awaited ? awaiting_text(context, Audience::desk, order, *awaited, programme.desk_email)
                   : std::string();
}

std::optional<StateView> overdue_of(const RenderContext& context, const Order& order, Instant now)
{
    return order.is_overdue(now) ? std::optional(overdue_view(context.language)) : std::nullopt;
}

DeskOrderRowView row_view(const RenderContext& context, const DeskOrdersInput& input, const Order& order)
{
    return {http::url("/desk/orders/{}", order.number.text()),
            order.number.shown(),
            order.snapshot.legal_name,
            order.snapshot.partner_id,
            offer_name(context.language, order.snapshot),
            state_view(context.language, order.shown_state()),
            overdue_of(context, order, input.now),
            awaited_text(context, order, input.now, input.programme),
            order.quote.total,
            http::date_medium(context.language, context.zone.date_at(order.created_at))};
}

web::FactView fact(Language language, const char* label, std::string value)
{
    return {translate(language, label), std::move(value), std::nullopt};
}

std::string lines_text(Language language, const partners::Address& address)
{
    std::string out;
    for (const auto& line : address_lines(language, address))
        out += (out.empty() ? "" : ", ") + line;
    return out;
}

std::vector<web::FactView> order_facts(const RenderContext& context, const DeskOrderInput& input)
{
    const Language language = context.language;
    const Order& order = input.order;
    std::vector<web::FactView> facts{
        fact(language, "Placed", http::instant_text(language, order.created_at, context.zone)),
        fact(language, "Accepted by", order.accepted_by),
        fact(language, "Accepted at", http::instant_text(language, order.accepted_at, context.zone)),
        fact(language, "Agreement version", order.agreement),
        fact(language, "Deadline", http::date_long(language, order.deadline(context.zone))),
    };
    if (order.closed_at)
        facts.push_back(
            fact(language, "Closed", http::instant_text(language, *order.closed_at, context.zone)));
    if (const auto& membership = input.membership)
    {
        const auto state = state_view(language, membership->state_on(context.zone.date_at(input.now)));
        facts.push_back(fact(language, "Membership", state.word));
        facts.push_back(fact(language, "Membership from", http::date_long(language, membership->starts_on)));
        facts.push_back(fact(language, "Anniversary", http::date_long(language, membership->anniversary)));
    }
    return facts;
}

std::vector<web::FactView> price_facts(const RenderContext& context, const Order& order)
{
    const Language language = context.language;
    const Quote& quote = order.quote;
    const auto money = [&](const Money& amount) { return http::money_text(language, amount); };
    std::vector<web::FactView> facts{fact(language, "List price, one year", money(quote.list))};
    if (quote.discount.is_positive())
        facts.push_back(fact(language, "Discount", money(-quote.discount)));
    facts.push_back(fact(language, "Net", money(quote.net)));
    facts.push_back({tax_label(language, quote), money(quote.tax), std::nullopt});
    facts.push_back(fact(language, "Total", money(quote.total)));
    facts.push_back(fact(language, "Paid", money(order.paid)));
    if (order.from_credit.is_positive())
        facts.push_back(fact(language, "From credit", money(order.from_credit)));
    if (order.written_off.is_positive())
        facts.push_back(fact(language, "Waived as bank charges", money(order.written_off)));
    if (order.is_open())
        facts.push_back(fact(language, "Still open", money(order.open_amount())));
    return facts;
}

std::vector<web::FactView> payment_facts(const RenderContext& context, const Order& order)
{
    const Language language = context.language;
    std::vector<web::FactView> facts;
    if (const auto& account = order.snapshot.receiving_account)
    {
        facts.push_back({account_label(language, *account), account_text(*account), account->bank});
        facts.push_back(fact(language, "Receiver", account->holder));
    }
    facts.push_back(fact(language, "OCR number", order.number.ocr()));
    facts.push_back(fact(language, "Structured reference (RF)", order.number.rf()));
    facts.push_back(fact(language, "Message", reference_text(order)));
    return facts;
}

std::vector<web::FactView> buyer_facts(const RenderContext& context, const DeskOrderInput& input)
{
    const Language language = context.language;
    const Snapshot& snapshot = input.order.snapshot;
    return {fact(language, "Legal name", snapshot.legal_name),
            {input.programme.partner_id_label, snapshot.partner_id, std::nullopt},
            fact(language, "Tax ID", snapshot.tax_id.value_or(translate(language, "none given"))),
            fact(language, "Legal address", lines_text(language, snapshot.legal_address)),
            fact(language, "Bill-to", lines_text(language, snapshot.bill_to_address)),
            fact(language, "Sold-to", lines_text(language, snapshot.sold_to_address))};
}

ShownState shown(OrderState state)
{
    return state == OrderState::awaiting_payment ? ShownState::awaiting_payment
                                                 : enum_parse<ShownState>(enum_text(state)).value();
}

DeskLossView loss_view(const RenderContext& context, const Loss& loss)
{
    const Language language = context.language;
    const char* what = loss.cause == LossCause::bank_return ? msg("The payer's bank took back {amount}.")
                                                            : msg("{amount} was taken back at the desk.");
    return {http::instant_text(language, loss.at, context.zone),
            translate(language, what, {{"amount", http::money_text(language, loss.money())}}),
            state_view(language, shown(loss.was)),
            state_view(language, shown(loss.became)),
            loss.note,
            http::url("/desk/receipts/{}", loss.receipt)};
}

std::string actor_word(Language language, const events::SealedEvent& event)
{
    switch (event.actor_kind)
    {
    case ActorKind::user:
    case ActorKind::api_key:
        return event.actor_name;
    case ActorKind::clock:
        return translate(language, "the clock");
    case ActorKind::bank:
        return translate(language, "the bank's statement");
    case ActorKind::gateway:
        return translate(language, "the card gateway");
    case ActorKind::system:
        return translate(language, "kvitt itself");
    }
    return {};
}

} // namespace

DeskOrdersView desk_orders_view(const RenderContext& context, const DeskOrdersInput& input)
{
    DeskOrdersView view;
    view.text = input.text;
    view.filtered = !input.text.empty() || input.state.has_value();
    for (const std::string_view name : enum_names<OrderState>())
    {
        const auto shown = enum_parse<ShownState>(name);
        view.states.push_back({std::string(name), state_view(context.language, *shown).word,
                               input.state && enum_text(*input.state) == name});
    }
    for (const Order& order : input.orders)
        view.rows.push_back(row_view(context, input, order));
    view.any = !view.rows.empty();
    view.partner_id_label = input.programme.partner_id_label;
    view.pager.next = input.next_page;
    view.csv = http::url("/desk/orders.csv");
    if (input.state)
        view.csv = view.csv.with("state", enum_text(*input.state));
    if (!input.text.empty())
        view.csv = view.csv.with("q", input.text);
    return view;
}

DeskOrderView desk_order_view(const RenderContext& context, const DeskOrderInput& input)
{
    const Language language = context.language;
    const Order& order = input.order;
    DeskOrderView view;
    view.number = order.number.shown();
    view.company = order.snapshot.legal_name;
    view.offer = offer_name(language, order.snapshot);
    view.state = state_view(language, order.shown_state());
    view.overdue = overdue_of(context, order, input.now);
    for (const Proof& proof : input.proofs)
        view.proofs.push_back(
            {http::url("/desk/proofs/{}/{}", order.number.text(), proof.version),
             translate(language, "Proof {version}", {{"version", std::to_string(proof.version)}}) + ": " +
                 state_view(language, proof.state).word});
    view.any_proofs = !view.proofs.empty();
    const auto awaited = awaited_text(context, order, input.now, input.programme);
    if (!awaited.empty())
        view.awaited = awaited;
    if (input.request)
        view.request = request_sentence(context, *input.request);
    view.request_url = http::url("/desk/cancel-requests/{}", order.number.text());
    for (const Related& one : input.related)
        view.related.push_back({enum_text(one.relation), relation_label(language, one.relation),
                                one.order.shown(), http::url("/desk/orders/{}", one.order.text())});
    view.order = order_facts(context, input);
    view.price = price_facts(context, order);
    view.payment = payment_facts(context, order);
    view.buyer = buyer_facts(context, input);
    for (const auto& receipt : input.receipts)
        view.receipts.push_back({receipt.payment_date, receipt.money(), receipt.payer_name.value_or(""),
                                 receipt.remittance, receipt_word(language, receipt.state)});
    for (const auto& event : input.events)
        view.events.push_back(
            {event.at, web::event_words(language, event.kind), actor_word(language, event)});
    for (const Loss& loss : input.losses)
        view.losses.push_back(loss_view(context, loss));
    view.any_losses = !view.losses.empty();
    view.any_receipts = !view.receipts.empty();
    view.any_events = !view.events.empty();
    return view;
}

std::string receipt_word(Language language, payments::ReceiptState state)
{
    using payments::ReceiptState;
    switch (state)
    {
    case ReceiptState::unmatched:
        return translate(language, "Unmatched");
    case ReceiptState::suggested:
        return translate(language, "Suggested");
    case ReceiptState::held:
        return translate(language, "Held");
    case ReceiptState::allocated:
        return translate(language, "Allocated");
    case ReceiptState::credit:
        return translate(language, "Partner credit");
    case ReceiptState::returned:
        return translate(language, "Returned");
    }
    return {};
}

} // namespace kvitt::orders
