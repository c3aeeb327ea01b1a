// An order as programs see it (product.md, JSON API). Built from the order and its ties, read before.
#pragma once

#include "orders/cancelling.h"
#include "orders/links.h"

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

// Another order that this one has to do with.
struct LinkJson
{
    Relation relation = Relation::follows;
    std::string number;
    bool price_kept = false; // the price of the one that ended holds for the one that follows it
};
BOOST_DESCRIBE_STRUCT(LinkJson, (), (relation, number, price_kept))

struct CancelRequestJson
{
    CancelRequestState state = CancelRequestState::open;
    std::optional<std::string> reason;
    MoneyTo money_to = MoneyTo::credit;
    Instant asked_at;
    std::optional<Instant> decided_at;
    std::optional<std::string> answer;
};
BOOST_DESCRIBE_STRUCT(CancelRequestJson, (), (state, reason, money_to, asked_at, decided_at, answer))
// The newest proof of payment; the rest is at /orders/{number}/proofs.
struct NewestProofJson
{
    std::int64_t version = 0;
    ProofState state = ProofState::submitted;
    Date payment_date;
    Instant overdue_at;
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(NewestProofJson, (), (version, state, payment_date, overdue_at, reason))

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
    Money credit_used; // the part of it that was partner credit
    std::optional<ReferenceJson> reference;
    std::optional<ReceivingAccountJson> receiving_account;
    Instant created_at;
    Instant expires_at;
    std::optional<Awaiting> awaiting;
    std::vector<LinkJson> links;
    std::optional<CancelRequestJson> cancel_request; // the newest, decided or not
    std::optional<std::string>
        refund_right_ended_by; // the order that used the discount which this one earned
    std::optional<NewestProofJson> proof;
};
BOOST_DESCRIBE_STRUCT(OrderJson, (),
                      (number, partner_id, offer, payment_method, state, shown_state, list, discount, net,
                       tax, total, paid, credit_used, reference, receiving_account, created_at, expires_at,
                       awaiting, links, cancel_request, refund_right_ended_by, proof))

// What an order has to do with beside itself.
struct OrderTies
{
    std::vector<Related> related;
    std::optional<CancelRequest> request;
    std::optional<OrderNumber> refund_right_ended_by;
};
OrderTies ties_of(Read& read, const OrderNumber& number);

// `now` is business time, `grace` the programme's days of waiting for a statement.
OrderJson order_json(const Order& order, Instant now, Days grace, const TimeZone& zone,
                     const OrderTies& ties = {});

// "number partnerID", the free text that the matcher finds whole.
std::string reference_text(const Order& order);

} // namespace kvitt::orders
