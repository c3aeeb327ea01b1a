// An order as programs see it (product.md, JSON API). Built from the order alone, without another query.
#pragma once

#include "orders/orders.h"

namespace kvitt::orders
{

// What the payer writes on the transfer: either the structured reference or the free text.
struct ReferenceJson
{
    std::string text;
    std::string rf;
    std::string ocr;
};
BOOST_DESCRIBE_STRUCT(ReferenceJson, (), (text, rf, ocr))

struct ReceivingAccountJson
{
    std::string code;
    Currency currency;
    std::string kind;
    std::string number;
    std::string holder;
    std::string bank;
    std::optional<std::string> bic;
    std::string bank_country;
};
BOOST_DESCRIBE_STRUCT(ReceivingAccountJson, (),
                      (code, currency, kind, number, holder, bank, bic, bank_country))

struct OrderJson
{
    std::string number;
    std::string partner_id;
    std::string offer;
    PaymentMethod payment_method = PaymentMethod::bank_transfer;
    OrderState state = OrderState::awaiting_payment;
    ShownState shown_state = ShownState::awaiting_payment;
    Money list;
    Money discount;
    Money net;
    Money tax;
    Money total;
    Money paid;
    std::optional<ReferenceJson> reference;
    std::optional<ReceivingAccountJson> receiving_account;
    Instant created_at;
    Instant expires_at;
    std::optional<Awaiting> awaiting;
};
BOOST_DESCRIBE_STRUCT(OrderJson, (),
                      (number, partner_id, offer, payment_method, state, shown_state, list, discount, net,
                       tax, total, paid, reference, receiving_account, created_at, expires_at, awaiting))

// `now` is business time, `grace` the programme's days of waiting for a statement.
OrderJson order_json(const Order& order, Instant now, Days grace, const TimeZone& zone);

// "number partnerID", the free text that the matcher finds whole.
std::string reference_text(const Order& order);

} // namespace kvitt::orders
