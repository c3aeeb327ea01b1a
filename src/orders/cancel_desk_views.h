// The desk's queue of requests to cancel an order, and the page on which one is decided. Pure.
#pragma once

#include "orders/cancelling.h"
#include "orders/desk_views.h"

namespace kvitt::orders
{

// A request with the order that it is about.
struct RequestedOrder
{
    CancelRequest request;
    Order order;
};

struct RequestRowView
{
    http::Url url;
    std::string number;
    std::string company;
    std::string partner_id;
    std::string offer;
    std::string asked;
    std::optional<std::string> reason;
    Money paid;
    std::string money_to; // what the partner wants done with it
    Date deadline;
};
BOOST_DESCRIBE_STRUCT(RequestRowView, (),
                      (url, number, company, partner_id, offer, asked, reason, paid, money_to, deadline))

struct RequestsView
{
    bool any = false;
    std::vector<RequestRowView> rows;
    std::string partner_id_label;
};
BOOST_DESCRIBE_STRUCT(RequestsView, (), (any, rows, partner_id_label))

RequestsView requests_view(const http::RenderContext& context, const std::string& partner_id_label,
                           const std::vector<RequestedOrder>& requests);

struct RequestView
{
    std::string number;
    std::string company;
    http::Url order_url;
    StateView state;
    std::vector<web::FactView> facts;
    bool open = false;       // it waits for a decision
    bool may_decide = false; // and this person may take it
    bool has_money = false;
    bool money_to_payer = false;
    http::Url grant;
    http::Url refuse;
    std::string outcome; // what was decided, once it was
    std::string answer;  // as entered
    std::optional<std::string> answer_fault;
};
BOOST_DESCRIBE_STRUCT(RequestView, (),
                      (number, company, order_url, state, facts, open, may_decide, has_money, money_to_payer,
                       grant, refuse, outcome, answer, answer_fault))

RequestView request_view(const http::RenderContext& context, const RequestedOrder& requested);

} // namespace kvitt::orders
