#include "orders/orders_http.h"

#include "orders/cancel_desk_http.h"
#include "orders/csv_http.h"
#include "orders/desk_http.h"
#include "orders/desk_proofs_http.h"
#include "orders/offers_http.h"
#include "orders/order_cursor.h"
#include "orders/order_json.h"
#include "orders/replacing.h"
#include "orders/using_credit.h"
#include "partners/subject_http.h"

namespace kvitt::orders
{

namespace
{

using http::Method;
using http::Response;
using web::Context;

constexpr std::int64_t page_rows_default = 50;
constexpr std::int64_t page_rows_max = 200;

struct OrdersQuery
{
    std::optional<OrderState> state;
    std::optional<std::string> partner_id;
    std::optional<OrderCursor> cursor;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(OrdersQuery, (), (state, partner_id, cursor, limit))

struct OrdersJson
{
    std::vector<OrderJson> orders;
    std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(OrdersJson, (), (orders, next_cursor))

struct NewOrderJson
{
    std::string offer;
    PaymentMethod payment_method = PaymentMethod::bank_transfer;
    std::string agreement_version;
    std::optional<std::string> partner_id;
    std::optional<OrderNumber> again; // the ended order after which it is placed
};
BOOST_DESCRIBE_STRUCT(NewOrderJson, (), (offer, payment_method, agreement_version, partner_id, again))

struct CancelJson
{
    std::optional<CancelReason> reason;
    std::optional<MoneyTo> money_to;
};
BOOST_DESCRIBE_STRUCT(CancelJson, (), (reason, money_to))

struct GrantJson
{
    MoneyTo money_to = MoneyTo::credit; // said each time: it decides where money goes
};
BOOST_DESCRIBE_STRUCT(GrantJson, (), (money_to))

struct RefusalJson
{
    CancelReason answer;
};
BOOST_DESCRIBE_STRUCT(RefusalJson, (), (answer))

struct ReplacementJson
{
    std::string offer;
    PaymentMethod payment_method = PaymentMethod::bank_transfer;
    std::string agreement_version;
};
BOOST_DESCRIBE_STRUCT(ReplacementJson, (), (offer, payment_method, agreement_version))

Days grace(Read& read) { return Days{catalogue::programme(read).expiry_grace_days}; }

std::int64_t rows_of(const std::optional<std::int64_t>& limit)
{
    const std::int64_t rows = limit.value_or(page_rows_default);
    if (rows < 1 || rows > page_rows_max)
        throw InvalidFields({{"limit", "invalid", "must be 1 to 200"}});
    return rows;
}

Response get_orders(Context& c)
{
    const auto query = c.query<OrdersQuery>();
    const std::int64_t rows = rows_of(query.limit);
    OrdersJson out;
    c.read([&](Read& read) {
        OrderFilter filter;
        filter.state = query.state;
        filter.partner = partners::try_subject(c, read, query.partner_id);
        if (query.cursor)
            query.cursor->apply_to(filter);
        filter.limit = rows;
        const auto found = list(read, filter);
        const Days days = grace(read);
        for (const Order& order : found)
            out.orders.push_back(
                order_json(order, read.now(), days, read.zone(), ties_of(read, order.number)));
        if (static_cast<std::int64_t>(found.size()) == rows)
            out.next_cursor = OrderCursor(found.back()).text();
    });
    return http::json_response(to_json(out));
}

OrderJson whole_json(Read& read, const Order& order)
{
    return order_json(order, read.now(), grace(read), read.zone(), ties_of(read, order.number));
}

Response get_order(Context& c)
{
    return http::json_response(
        to_json(c.read([&](Read& read) { return whole_json(read, find_own(c, read)); })));
}

// A new order awaits payment, not a statement, and mostly stands alone: what cannot show in it is not read.
OrderJson new_json(Read& read, const Order& order)
{
    const bool alone = order.paid.is_zero() && !order.quote.discount_code;
    return order_json(order, read.now(), Days{0}, read.zone(),
                      alone ? OrderTies{} : ties_of(read, order.number));
}

Response post_order(Context& c)
{
    const auto input = c.json<NewOrderJson>();
    const auto order = c.write([&](Tx& tx) {
        const auto partner = partners::subject(c, tx, input.partner_id);
        const Order made = submit(tx, {partner, input.offer, input.payment_method, input.agreement_version,
                                       c.caller().actor.name, input.again});
        return input.again ? whole_json(tx, made) : new_json(tx, made);
    });
    return c.created(to_json(order), http::url("/api/v1/orders/{}", order.number));
}

// What a verb made of one's own order.
template <class Verb> Response changed_order(Context& c, Verb&& verb)
{
    const auto order = c.write([&](Tx& tx) { return whole_json(tx, verb(tx, find_own(c, tx).number)); });
    return c.changed(to_json(order), http::url("/api/v1/orders/{}", order.number));
}

// Without a body nothing is said of why, and money stays credit.
Response post_order_cancel(Context& c)
{
    const auto input = c.request().body_view().empty() ? CancelJson{} : c.json<CancelJson>();
    return changed_order(c, [&](Tx& tx, const OrderNumber& number) {
        return cancel_or_ask(tx, number, {input.reason, input.money_to.value_or(MoneyTo::credit)});
    });
}

Response post_order_withdrawal(Context& c) { return changed_order(c, withdraw_request); }

Response post_order_grant(Context& c)
{
    const auto input = c.json<GrantJson>();
    return changed_order(
        c, [&](Tx& tx, const OrderNumber& number) { return grant_request(tx, number, input.money_to); });
}

Response post_order_refusal(Context& c)
{
    const auto input = c.json<RefusalJson>();
    return changed_order(
        c, [&](Tx& tx, const OrderNumber& number) { return refuse_request(tx, number, input.answer); });
}

Response post_order_use_credit(Context& c) { return changed_order(c, use_credit); }

Response post_order_replace(Context& c)
{
    const auto input = c.json<ReplacementJson>();
    const auto order = c.write([&](Tx& tx) {
        const OrderNumber number = find_own(c, tx).number;
        return whole_json(
            tx, replace(tx, number,
                        {input.offer, input.payment_method, input.agreement_version, c.caller().actor.name}));
    });
    return c.created(to_json(order), http::url("/api/v1/orders/{}", order.number));
}

} // namespace

Order find_own(const Context& c, Read& read)
{
    const Order order = find(read, c.param_as<OrderNumber>("number"));
    require(c.caller().is_desk() || c.caller().partner == order.partner, order_not_found);
    return order;
}

web::Routes routes(const ProofSettings& proofs)
{
    using access::Capability;
    web::Routes out{
        {Method::get, "/api/v1/orders", Capability::view_orders, get_orders,
         "Orders, newest first; filtered by state and partner_id."},
        {Method::get, "/api/v1/orders/{number}", Capability::view_orders, get_order, "One order."},
        {Method::post, "/api/v1/orders", Capability::purchase, post_order,
         "Places an order to be paid by bank transfer."},
        {Method::post, "/api/v1/orders/{number}/cancel", Capability::purchase, post_order_cancel,
         "Cancels an order for which nothing has been done; otherwise asks the programme to."},
        {Method::post, "/api/v1/orders/{number}/cancel/withdraw", Capability::purchase, post_order_withdrawal,
         "Takes back the request to cancel: the order is kept."},
        {Method::post, "/api/v1/orders/{number}/cancel/grant", Capability::desk_money, post_order_grant,
         "The desk cancels the order as asked; its money goes where money_to says."},
        {Method::post, "/api/v1/orders/{number}/cancel/refuse", Capability::desk_money, post_order_refusal,
         "The desk keeps the order, with an answer to the partner."},
        {Method::post, "/api/v1/orders/{number}/use-credit", Capability::purchase, post_order_use_credit,
         "The company's credit pays the open order, up to what is missing."},
        {Method::post, "/api/v1/orders/{number}/replace", Capability::purchase, post_order_replace,
         "Places another order instead of an open one, in one step."},
    };
    for (const web::Routes& more : {offer_routes(), desk_routes(), cancel_desk_routes(), proof_routes(proofs),
                                    desk_proof_routes(proofs), csv_routes()})
        out.insert(out.end(), more.begin(), more.end());
    return out;
}

} // namespace kvitt::orders
