#include "purchase/order_page_views.h"
#include "purchase/pages_http.h"
#include "purchase/qr.h"

namespace kvitt::purchase
{

namespace
{

using access::Capability;
using http::Response;
using orders::Order;
using orders::OrderNumber;
using web::Context;

struct OrderQuery
{
    std::optional<std::string> seen;
};
BOOST_DESCRIBE_STRUCT(OrderQuery, (), (seen))

// True if the page that the browser has shows the same; a refresh is then answered with nothing.
bool is_seen(Read& read, const Order& order, const std::optional<std::string>& seen)
{
    if (!seen)
        return false;
    const Days grace{catalogue::programme(read).expiry_grace_days};
    return *seen == order_fingerprint(order, orders::awaiting(order, read.now(), grace, read.zone()),
                                      orders::try_usable_credit(read, order));
}

// An ended order's page says how to buy again, so it needs the whole situation.
Situation situation_for(const Context& c, Read& read, const Order& order)
{
    const auto partner = partners::find(read, order.partner);
    Situation situation = order.is_open() || order.state == orders::OrderState::active
                              ? outline_of(read, partner)
                              : situation_of(read, partner);
    situation.links = orders::list_links_of(read, order.partner);
    situation.credits = payments::credits_of(read, order.partner);
    add_rights(c, read, situation);
    return situation;
}

OrderMoney money_of(Read& read, const Order& order)
{
    const std::string& number = order.number.text();
    return {payments::list_arrivals(read, order.partner, number),
            payments::excess_of(read, order.partner, number, order.quote.total.currency()),
            payments::list_held_for(read, order.partner, number), orders::try_usable_credit(read, order)};
}

Response get_order(Context& c)
{
    const auto query = c.query<OrderQuery>();
    Order order;
    Situation situation;
    OrderMoney money;
    std::optional<orders::CancelRequest> request;
    std::optional<OrderNumber> refund_right_ended_by;
    std::optional<orders::Loss> loss;
    const bool seen = c.read([&](Read& read) {
        order = find_own_order(c, read);
        if (is_seen(read, order, query.seen))
            return true;
        situation = situation_for(c, read, order);
        money = money_of(read, order);
        request = orders::try_newest_request(read, order.number);
        refund_right_ended_by = orders::refund_right_ended_by(read, order.number);
        if (const auto losses = orders::list_losses(read, order.number); !losses.empty())
            loss = losses.back();
        return false;
    });
    if (seen)
        return http::no_content();
    const OrderFacts facts{situation,      order, std::move(money), std::move(request), refund_right_ended_by,
                           std::move(loss)};
    return c.page("purchase/order", order_view(c.render_context(), facts));
}

Response get_order_qr(Context& c)
{
    const auto payload = order_qr_payload(c.read([&](Read& read) { return find_own_order(c, read); }));
    require(payload.has_value(), orders::order_not_open);
    Response response;
    response.headers.set("Content-Type", "image/svg+xml");
    // It names an amount that changes when part of it arrives.
    response.headers.set("Cache-Control", "no-store");
    response.body = qr_svg(*payload);
    return response;
}

struct CancelForm
{
    std::optional<orders::CancelReason> reason;
    std::optional<orders::MoneyTo> money_to;
};
BOOST_DESCRIBE_STRUCT(CancelForm, (), (reason, money_to))

Response get_cancellation(Context& c)
{
    const auto facts = c.read([&](Read& read) {
        CancelFacts out;
        out.order = find_own_order(c, read);
        out.unactioned = out.order.is_open() && out.order.is_unactioned();
        out.request = orders::try_newest_request(read, out.order.number);
        return out;
    });
    CancelView view = cancel_view(c.render_context(), facts);
    view.reason = c.entered("reason");
    view.reason_fault = c.fault("reason");
    view.money_to_payer = c.entered("money_to") == enum_text(orders::MoneyTo::payer);
    return c.page("purchase/cancel", view);
}

Response post_cancellation(Context& c)
{
    const auto input = c.form<CancelForm>();
    const auto number = c.write([&](Tx& tx) {
        const OrderNumber own = find_own_order(c, tx).number;
        const auto money_to = input.money_to.value_or(orders::MoneyTo::credit);
        return orders::cancel_or_ask(tx, own, {input.reason, money_to}).number.text();
    });
    return c.changed(json::object{{"number", number}}, http::url("/orders/{}", number));
}

Response post_use_credit(Context& c)
{
    const auto number =
        c.write([&](Tx& tx) { return orders::use_credit(tx, find_own_order(c, tx).number).number.text(); });
    return c.changed(json::object{{"number", number}}, http::url("/orders/{}", number));
}

Response post_withdrawal(Context& c)
{
    const auto number = c.write(
        [&](Tx& tx) { return orders::withdraw_request(tx, find_own_order(c, tx).number).number.text(); });
    return c.changed(json::object{{"number", number}}, http::url("/orders/{}", number));
}

} // namespace

Order find_own_order(const Context& c, Read& read)
{
    const Order order = orders::find(read, c.param_as<OrderNumber>("number"));
    require(order.partner == c.partner(), orders::order_not_found);
    return order;
}

web::Routes order_routes()
{
    using http::Method;
    return {
        {Method::get, "/orders/{number}", Capability::view_orders, get_order,
         "One order: how to pay it, or what happened."},
        {Method::get, "/orders/{number}/qr.svg", Capability::view_orders, get_order_qr, "The EPC QR code."},
        {Method::get, "/orders/{number}/cancel", Capability::purchase, get_cancellation,
         "Asks before cancelling."},
        {Method::post, "/orders/{number}/cancel", Capability::purchase, post_cancellation,
         "Cancels the order, or asks the programme to.", get_cancellation},
        {Method::post, "/orders/{number}/cancel/withdraw", Capability::purchase, post_withdrawal,
         "Takes back the request to cancel.", get_cancellation},
        {Method::post, "/orders/{number}/use-credit", Capability::purchase, post_use_credit,
         "The company's credit pays the open order, up to what is missing."},
    };
}

web::Routes routes(const Settings& settings)
{
    web::Routes all = offers_routes();
    for (auto& more : {buy_routes(settings), order_routes(), replace_routes(settings),
                       proof_page_routes(settings.proofs), company_routes(), credit_page_routes()})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

} // namespace kvitt::purchase
