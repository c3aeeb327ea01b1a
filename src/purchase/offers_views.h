// What the dashboard, the offers page and the comparison show, computed from one partner's situation. Pure:
// the situation is read once per request (situation.h), everything else is here and can be tested.
#pragma once

#include "purchase/credit_views.h"

namespace kvitt::purchase
{

using orders::StateView;

// `list` and `discount` only where a discount applies; all net of tax.
struct PriceView
{
    Money net;
    std::optional<Money> list;
    std::optional<std::string> discount;
    std::string tax;
    Money total;
};
BOOST_DESCRIBE_STRUCT(PriceView, (), (net, list, discount, tax, total))

// One offer for sale, or not: `subscribe` is there exactly if nothing blocks it.
struct TileView
{
    std::string code;
    std::string tier;
    std::string name;
    std::string summary;
    std::optional<std::string> qualifying;
    std::optional<PriceView> price;
    std::optional<std::string> upgrade_note;
    std::optional<std::string> kept_price; // why it is not that of today
    std::optional<std::string> credit_use; // what credit pays of it
    std::optional<http::Url> subscribe;
    std::optional<StateView> mark; // held, included or open instead of for sale
    std::vector<BlockView> blocks;
};
BOOST_DESCRIBE_STRUCT(TileView, (),
                      (code, tier, name, summary, qualifying, price, upgrade_note, kept_price, credit_use,
                       subscribe, mark, blocks))

// One row of the purchased list.
struct PurchasedView
{
    std::string name;
    std::string tier;
    std::string number;
    http::Url url;
    StateView state;
    std::string next;                   // what is awaited and until when, or what happened
    std::optional<std::string> revoked; // the membership that it had started, before its money went
    Money total;
    bool payable = false;
    std::optional<http::Url> replace;
    std::optional<web::ActionView> proof;
    std::optional<http::Url> cancel;
    std::optional<http::Url> again;        // an ended order without a successor, while its offer is for sale
    std::optional<std::string> again_note; // whether money waits, and what will be asked
};
BOOST_DESCRIBE_STRUCT(PurchasedView, (),
                      (name, tier, number, url, state, next, revoked, total, payable, replace, proof, cancel,
                       again, again_note))

struct OffersView
{
    std::optional<std::string> attained;
    std::vector<CreditView> credits;
    std::vector<TileView> tiles;
    bool any_purchased = false;
    std::vector<PurchasedView> purchased;
};
BOOST_DESCRIBE_STRUCT(OffersView, (), (attained, credits, tiles, any_purchased, purchased))

// How long a membership runs, or how it ended.
std::string membership_sentence(const http::RenderContext& context, const memberships::Membership& membership,
                                Date today);

OffersView offers_view(const http::RenderContext& context, const Situation& situation);

struct HeldView
{
    std::string name;
    std::string tier;
    StateView state;
    std::string sentence;
};
BOOST_DESCRIBE_STRUCT(HeldView, (), (name, tier, state, sentence))

// The one thing to do now; `action` is missing where there is nothing to press.
struct NextStepView
{
    std::string title;
    std::string text;
    std::optional<web::ActionView> action;
};
BOOST_DESCRIBE_STRUCT(NextStepView, (), (title, text, action))

struct DashboardView
{
    std::string company;
    std::string partner_id_label;
    std::string partner_id;
    bool may_look = true; // at offers and orders
    bool any_held = false;
    std::vector<HeldView> held;
    bool any_open = false;
    std::vector<PurchasedView> open;
    NextStepView next;
    std::vector<CreditView> credits;
};
BOOST_DESCRIBE_STRUCT(DashboardView, (),
                      (company, partner_id_label, partner_id, may_look, any_held, held, any_open, open, next,
                       credits))

DashboardView dashboard_view(const http::RenderContext& context, const Situation& situation);

// One column of the comparison; the cells of a row stand in the order of the columns.
struct ColumnView
{
    std::string name;
    std::string tier;
    std::string summary;
    std::optional<PriceView> price;
    std::string qualifying;
};
BOOST_DESCRIBE_STRUCT(ColumnView, (), (name, tier, summary, price, qualifying))

struct CellView
{
    std::string offer;
    std::optional<std::string> quantity;
};
BOOST_DESCRIBE_STRUCT(CellView, (), (offer, quantity))

struct BenefitView
{
    std::string name;
    std::vector<CellView> cells;
};
BOOST_DESCRIBE_STRUCT(BenefitView, (), (name, cells))

struct CompareView
{
    std::vector<ColumnView> columns;
    bool any_benefits = false;
    std::vector<BenefitView> benefits;
};
BOOST_DESCRIBE_STRUCT(CompareView, (), (columns, any_benefits, benefits))

CompareView compare_view(const http::RenderContext& context, const Situation& situation,
                         const std::vector<catalogue::Benefit>& benefits);

// The price of a quote, and its discount in words ("25% upgrade discount").
PriceView price_view(const http::RenderContext& context, const orders::Quote& quote);
std::string discount_words(http::Language language, const orders::Quote& quote);
// What became of an order, or what it waits for, in one sentence.
std::string order_sentence(const http::RenderContext& context, const Situation& situation,
                           const orders::Order& order, const memberships::Membership* membership);
// The membership's state once the order is active, else the order's.
StateView shown_state(const http::RenderContext& context, const orders::Order& order,
                      const memberships::Membership* membership, Date today);
// The buyer may press Cancel: the order ends at once, or the programme is asked (A7).
bool can_cancel(const orders::Order& order);

// Buying what ended without becoming active once more: where, and what it will cost in the end.
struct AgainView
{
    http::Url url;
    std::string note;
};
// Nothing while its successor lives, a newer order of the offer is there, or the offer is not for sale.
std::optional<AgainView> again_view(http::Language language, const Situation& situation,
                                    const orders::Order& order);

} // namespace kvitt::purchase
