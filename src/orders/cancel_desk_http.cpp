#include "orders/cancel_desk_http.h"

#include "orders/cancel_desk_views.h"
#include "web/context.h"

namespace kvitt::orders
{
namespace
{

using access::Capability;
using http::Response;
using web::Context;

constexpr std::int64_t requests_shown_max = 200;

Response get_requests(Context& c)
{
    std::string label;
    const auto requests = c.read([&](Read& read) {
        label = catalogue::programme(read).partner_id_label;
        std::vector<RequestedOrder> out;
        for (const CancelRequest& request : list_open_requests(read, requests_shown_max))
            out.push_back({request, find(read, OrderNumber::parse(request.order_number))});
        return out;
    });
    return c.page("orders/cancel_requests", requests_view(c.render_context(), label, requests));
}

Response get_request(Context& c)
{
    const auto number = c.param_as<OrderNumber>("number");
    const auto requested = c.read([&](Read& read) {
        const Order order = find(read, number);
        const auto request = try_newest_request(read, number);
        require(request.has_value(), no_cancel_request);
        return RequestedOrder{*request, order};
    });
    RequestView view = request_view(c.render_context(), requested);
    view.may_decide = c.may(Capability::desk_money);
    view.answer = c.entered("answer");
    view.answer_fault = c.fault("answer");
    return c.page("orders/cancel_request", view);
}

struct GrantForm
{
    std::optional<MoneyTo> money_to;
};
BOOST_DESCRIBE_STRUCT(GrantForm, (), (money_to))

struct RefuseForm
{
    CancelReason answer;
};
BOOST_DESCRIBE_STRUCT(RefuseForm, (), (answer))

Response decided(Context& c, const std::string& number)
{
    return c.changed(json::object{{"number", number}}, http::url("/desk/orders/{}", number));
}

Response post_grant(Context& c)
{
    const auto input = c.form<GrantForm>();
    return decided(c, c.write([&](Tx& tx) {
        const auto number = c.param_as<OrderNumber>("number");
        return grant_request(tx, number, input.money_to.value_or(MoneyTo::credit)).number.text();
    }));
}

Response post_refusal(Context& c)
{
    const auto input = c.form<RefuseForm>();
    return decided(c, c.write([&](Tx& tx) {
        return refuse_request(tx, c.param_as<OrderNumber>("number"), input.answer).number.text();
    }));
}

} // namespace

web::Routes cancel_desk_routes()
{
    using http::Method;
    return {
        {Method::get, "/desk/cancel-requests", Capability::desk_read, get_requests,
         "Requests to cancel an order that wait for a decision."},
        {Method::get, "/desk/cancel-requests/{number}", Capability::desk_read, get_request,
         "The newest request to cancel one order."},
        {Method::post, "/desk/cancel-requests/{number}/grant", Capability::desk_money, post_grant,
         "Cancels the order as asked.", get_request},
        {Method::post, "/desk/cancel-requests/{number}/refuse", Capability::desk_money, post_refusal,
         "Keeps the order, with an answer to the partner.", get_request},
    };
}

} // namespace kvitt::orders
