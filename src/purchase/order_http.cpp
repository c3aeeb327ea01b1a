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

// Another company's order does not exist for this one.
Order find_own(const Context& c, Read& read)
{
    const Order order = orders::find(read, c.param_as<OrderNumber>("number"));
    require(order.partner == c.partner(), orders::order_not_found);
    return order;
}

// True if the page that the browser has shows the same; a refresh is then answered with nothing.
bool is_seen(Read& read, const Order& order, const std::optional<std::string>& seen)
{
    if (!seen)
        return false;
    const Days grace{catalogue::programme(read).expiry_grace_days};
    return *seen == order_fingerprint(order, orders::awaiting(order, read.now(), grace, read.zone()));
}

Response get_order(Context& c)
{
    const auto query = c.query<OrderQuery>();
    Order order;
    Situation situation;
    std::vector<payments::Receipt> receipts;
    Money credit;
    const bool seen = c.read([&](Read& read) {
        order = find_own(c, read);
        if (is_seen(read, order, query.seen))
            return true;
        situation = outline_of(read, partners::find(read, order.partner));
        add_rights(c, read, situation);
        receipts = payments::list_for_order(read, order.number.text());
        credit = payments::credit_of(read, order.partner, order.quote.total.currency());
        return false;
    });
    if (seen)
        return http::no_content();
    return c.page("purchase/order", order_view(c.render_context(), {situation, order, receipts, credit}));
}

Response get_order_qr(Context& c)
{
    const auto payload = order_qr_payload(c.read([&](Read& read) { return find_own(c, read); }));
    require(payload.has_value(), orders::order_not_open);
    Response response;
    response.headers.set("Content-Type", "image/svg+xml");
    // It names an amount that changes when part of it arrives.
    response.headers.set("Cache-Control", "no-store");
    response.body = qr_svg(*payload);
    return response;
}

Response get_cancellation(Context& c)
{
    std::string desk_email;
    const Order order = c.read([&](Read& read) {
        desk_email = catalogue::programme(read).desk_email;
        return find_own(c, read);
    });
    return c.page("purchase/cancel", cancel_view(c.render_context(), order, desk_email));
}

Response post_cancellation(Context& c)
{
    const auto number =
        c.write([&](Tx& tx) { return orders::cancel(tx, find_own(c, tx).number).number.text(); });
    return c.changed(json::object{{"number", number}}, http::url("/orders/{}", number));
}

} // namespace

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
         "Cancels the order.", get_cancellation},
    };
}

web::Routes routes(Settings settings)
{
    web::Routes all = offers_routes();
    for (auto& more : {buy_routes(settings), order_routes(), company_routes()})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

} // namespace kvitt::purchase
