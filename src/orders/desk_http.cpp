#include "orders/desk_http.h"

#include "orders/desk_views.h"
#include "orders/order_cursor.h"
#include "web/context.h"

namespace kvitt::orders
{

namespace
{

using http::Response;
using web::Context;

constexpr std::int64_t desk_rows = 50;
constexpr std::int64_t desk_events_max = 200;
constexpr std::size_t search_characters_max = 100;

struct DeskQuery
{
    std::optional<Text<search_characters_max>> q;
    std::optional<OrderState> state;
    std::optional<OrderCursor> cursor;
};
BOOST_DESCRIBE_STRUCT(DeskQuery, (), (q, state, cursor))

http::Url next_page(const DeskQuery& query, const Order& last)
{
    http::Url url = http::url("/desk/orders").with("cursor", OrderCursor(last).text());
    if (query.state)
        url = url.with("state", enum_text(*query.state));
    return query.q ? url.with("q", query.q->text()) : url;
}

Response get_desk_orders(Context& c)
{
    const auto query = c.query<DeskQuery>();
    DeskOrdersInput input;
    input.state = query.state;
    input.text = query.q ? query.q->text() : "";
    c.read([&](Read& read) {
        OrderFilter filter;
        filter.state = query.state;
        if (query.q)
            filter.text = query.q->text();
        if (query.cursor)
            query.cursor->apply_to(filter);
        filter.limit = desk_rows;
        input.orders = list(read, filter);
        input.programme = catalogue::programme(read);
        input.now = read.now();
    });
    if (static_cast<std::int64_t>(input.orders.size()) >= desk_rows)
        input.next_page = next_page(query, input.orders.back());
    return c.page("orders/list", desk_orders_view(c.render_context(), input));
}

Response get_desk_order(Context& c)
{
    const auto number = c.param_as<OrderNumber>("number");
    const auto input = c.read([&](Read& read) {
        DeskOrderInput out;
        out.order = find(read, number);
        out.programme = catalogue::programme(read);
        out.now = read.now();
        out.membership = memberships::try_find_by_order(read, number.text());
        out.receipts = payments::list_for_order(read, number.text());
        out.events = events::list_for_order(read, number.text(), desk_events_max);
        out.request = try_newest_request(read, number);
        out.related = list_related(read, number);
        out.losses = list_losses(read, number);
        if (c.may(access::Capability::view_proofs))
            out.proofs = list_proofs(read, number);
        return out;
    });
    return c.page("orders/show", desk_order_view(c.render_context(), input));
}

} // namespace

web::Routes desk_routes()
{
    using access::Capability;
    return {
        {http::Method::get, "/desk/orders", Capability::desk_read, get_desk_orders,
         "Orders: search by number, partner or name; filter by state."},
        {http::Method::get, "/desk/orders/{number}", Capability::desk_read, get_desk_order,
         "Everything about one order."},
    };
}

} // namespace kvitt::orders
