// What the desk sees of orders: a list that can be searched, and everything about one. Pure.
#pragma once

#include "orders/cancelling.h"
#include "orders/links.h"
#include "orders/losing.h"
#include "orders/proof_views.h"
#include "web/parts.h"

namespace kvitt::orders
{

struct DeskOrderRowView
{
    http::Url url;
    std::string number;
    std::string company;
    std::string partner_id;
    std::string offer;
    StateView state;
    std::optional<StateView> overdue; // money should have been here
    std::string next;                 // what is awaited, from whom, until when
    Money total;
    std::string placed;
};
BOOST_DESCRIBE_STRUCT(DeskOrderRowView, (),
                      (url, number, company, partner_id, offer, state, overdue, next, total, placed))

struct ChoiceView
{
    std::string code;
    std::string word;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(ChoiceView, (), (code, word, chosen))

struct DeskOrdersView
{
    std::string text;
    std::vector<ChoiceView> states;
    bool filtered = false;
    bool any = false;
    std::vector<DeskOrderRowView> rows;
    std::string partner_id_label;
    web::PagerView pager;
    http::Url csv;
};
BOOST_DESCRIBE_STRUCT(DeskOrdersView, (), (text, states, filtered, any, rows, partner_id_label, pager, csv))

struct DeskOrdersInput
{
    std::vector<Order> orders;
    catalogue::Programme programme;
    Instant now;
    std::string text;
    std::optional<OrderState> state;
    std::optional<http::Url> next_page;
};

DeskOrdersView desk_orders_view(const http::RenderContext& context, const DeskOrdersInput& input);

struct DeskReceiptView
{
    Date day;
    Money amount;
    std::string payer;
    std::string text;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(DeskReceiptView, (), (day, amount, payer, text, state))

struct DeskEventView
{
    Instant at;
    std::string kind;
    std::string who;
};
BOOST_DESCRIBE_STRUCT(DeskEventView, (), (at, kind, who))

// Another order, and what it is to this one.
struct DeskRelatedView
{
    std::string relation;
    std::string label;
    std::string number;
    http::Url url;
};
BOOST_DESCRIBE_STRUCT(DeskRelatedView, (), (relation, label, number, url))

// Money that left the order again.
struct DeskLossView
{
    std::string when;
    std::string sentence;
    StateView was;
    StateView became;
    std::optional<std::string> note; // of the person who took it back
    http::Url receipt;
};
BOOST_DESCRIBE_STRUCT(DeskLossView, (), (when, sentence, was, became, note, receipt))

struct DeskOrderView
{
    std::string number;
    std::string company;
    std::string offer;
    StateView state;
    std::optional<StateView> overdue;
    std::optional<std::string> awaited;
    std::optional<std::string> request; // the newest request to cancel
    http::Url request_url;
    std::vector<DeskRelatedView> related;
    std::vector<web::ActionView> proofs; // newest first
    bool any_proofs = false;
    std::vector<web::FactView> order;
    std::vector<web::FactView> price;
    std::vector<web::FactView> payment;
    std::vector<web::FactView> buyer;
    bool any_receipts = false;
    std::vector<DeskReceiptView> receipts;
    bool any_losses = false;
    std::vector<DeskLossView> losses;
    bool any_events = false;
    std::vector<DeskEventView> events;
};
BOOST_DESCRIBE_STRUCT(DeskOrderView, (),
                      (number, company, offer, state, overdue, awaited, request, request_url, related, proofs,
                       any_proofs, order, price, payment, buyer, any_receipts, receipts, any_losses, losses,
                       any_events, events))

struct DeskOrderInput
{
    Order order;
    catalogue::Programme programme;
    Instant now;
    std::optional<memberships::Membership> membership;
    std::vector<payments::Receipt> receipts;
    std::vector<events::SealedEvent> events;
    std::optional<CancelRequest> request = {};
    std::vector<Related> related = {};
    std::vector<Proof> proofs = {}; // empty where the reader may not open them
    std::vector<Loss> losses = {};
};

DeskOrderView desk_order_view(const http::RenderContext& context, const DeskOrderInput& input);

// The receipt's state as the desk says it.
std::string receipt_word(http::Language language, payments::ReceiptState state);

} // namespace kvitt::orders
