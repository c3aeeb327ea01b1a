// Steps that the verbs of this room share. They are no verbs: each leaves something to be done in the same
// transaction, so nothing outside this room calls them.
#pragma once

#include "orders/links.h"
#include "orders/offers.h"
#include "orders/orders_store.h"

namespace kvitt::orders
{

// The order that a new one comes after.
struct Predecessor
{
    OrderNumber number;
    LinkKind kind = LinkKind::followed;
};
// Submit, whatever came before it.
Order place(Tx& tx, const NewOrder& input, const std::optional<Predecessor>& after);

// Along a row of orders_rules.h; anything else is a bug.
void change_state(Tx& tx, const std::string& number, OrderState from, OrderState to, Money written_off);

// Nothing is missing, or no more than the tolerance (A18).
bool closes(Read& read, Money gap);
// After `used` was applied to the order: completes it if nothing is missing, or no more than the tolerance
// (A18).
Paid complete_if_paid(Tx& tx, const OrderToPay& order, Money used);

// What the partner has in credit pays the open order, up to its open amount; an order of nothing is paid as
// it stands.
void consume_credit(Tx& tx, const std::string& number, Money credit);

// An open renewal order on which something has been done (a proof, part of the money) holds the membership in
// its window to the order's last day (A22).
void hold_window(Tx& tx, const OrderNumber& number);

// The orders for which the money had come point at the one that it pays now.
void link_money(Tx& tx, Id<partners::Partner> partner, const std::string& later,
                const std::vector<payments::CreditPart>& parts);
// The order whose membership earned the discount, and the one whose price is kept.
void link_upgrade(Tx& tx, const std::string& later, const OfferForPartner& offer);
// The discount has been used: told on both orders (1j).
void end_refund_right(Tx& tx, Id<partners::Partner> partner, const std::string& later);

// What paying needs to know; refused with order_not_found.
OrderToPay find_to_pay(Read& read, const std::string& number);

// The open order; refused with order_not_found or order_not_open.
Order find_open(Read& read, const OrderNumber& number);

// Money, the deadline or a replacement came before the desk decided.
void close_request(Tx& tx, Id<partners::Partner> partner, const std::string& number);

// An open order becomes cancelled: its money goes to the partner's credit. Answers how much. The caller
// records the event and what becomes of an open request to cancel.
Money end_cancelled(Tx& tx, const Order& order);

} // namespace kvitt::orders
