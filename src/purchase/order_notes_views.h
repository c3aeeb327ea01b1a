// What an order's page tells beside state and price: the request to cancel and its answer, money that was too
// much or in another currency, and the orders it has to do with. Pure.
#pragma once

#include "orders/cancelling.h"
#include "orders/links.h"
#include "orders/losing.h"
#include "orders/using_credit.h"
#include "payments/partner_money.h"
#include "purchase/credit_views.h"

namespace kvitt::purchase
{

// Money that has to do with an order, whether or not it pays it.
struct OrderMoney
{
    std::vector<payments::Arrival> arrivals;
    Money excess;                                    // became credit when it came
    std::vector<payments::Receipt> held;             // in another currency
    std::optional<orders::UsableCredit> credit = {}; // it could use this, if the partner wants it to
};

struct OrderFacts
{
    const Situation& situation; // offers and orders only once the order has ended
    const orders::Order& order;
    OrderMoney money;
    std::optional<orders::CancelRequest> request; // the newest
    std::optional<orders::OrderNumber> refund_right_ended_by;
    std::optional<orders::Loss> loss = {}; // the newest
};

// {{> purchase/note}}: `tone` is that of a state; `code` names what it tells of, for programs.
struct NoteView
{
    std::string code;
    std::string tone;
    std::string text;
    std::optional<web::ActionView> link;
};
BOOST_DESCRIBE_STRUCT(NoteView, (), (code, tone, text, link))

// What the reader should know first.
std::vector<NoteView> order_notes(const http::RenderContext& context, const OrderFacts& facts);

// {{> purchase/related}}: another order, and what it is to this one.
struct RelatedView
{
    std::string relation;
    std::string label;
    std::string number;
    http::Url url;
    std::optional<std::string> hint;
};
BOOST_DESCRIBE_STRUCT(RelatedView, (), (relation, label, number, url, hint))

std::vector<RelatedView> related_views(http::Language language, const OrderFacts& facts);

// A payment that came, and what became of it where that is not simply this order.
struct ArrivalView
{
    Date day;
    Money amount;
    std::optional<std::string> hint;
};
BOOST_DESCRIBE_STRUCT(ArrivalView, (), (day, amount, hint))

std::vector<ArrivalView> arrival_views(http::Language language, const OrderFacts& facts);

} // namespace kvitt::purchase
