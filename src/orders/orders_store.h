// SQL of the orders room.
#pragma once

#include "orders/orders.h"

namespace kvitt::orders
{

struct OrderRow
{
    std::string number;
    Id<partners::Partner> partner;
    std::string offer;
    std::string family;
    PaymentMethod payment_method = PaymentMethod::bank_transfer;
    OrderState state = OrderState::awaiting_payment;
    Currency currency;
    std::int64_t list = 0;
    std::int64_t discount = 0;
    std::optional<std::string> discount_code;
    std::int64_t net = 0;
    std::int64_t tax = 0;
    BasisPoints tax_rate;
    std::string tax_treatment;
    std::int64_t total = 0;
    std::int64_t written_off = 0;
    std::string agreement;
    std::string accepted_by;
    Instant accepted_at;
    std::optional<std::string> receiving_account;
    json::value snapshot;
    Instant created_at;
    Instant expires_at;
    std::optional<Instant> closed_at;
};
BOOST_DESCRIBE_STRUCT(OrderRow, (),
                      (number, partner, offer, family, payment_method, state, currency, list, discount,
                       discount_code, net, tax, tax_rate, tax_treatment, total, written_off, agreement,
                       accepted_by, accepted_at, receiving_account, snapshot, created_at, expires_at,
                       closed_at))

// The same with the sum of its allocations and its newest proof.
struct OrderWithPaid
{
    std::string number;
    Id<partners::Partner> partner;
    std::string offer;
    std::string family;
    PaymentMethod payment_method = PaymentMethod::bank_transfer;
    OrderState state = OrderState::awaiting_payment;
    Currency currency;
    std::int64_t list = 0;
    std::int64_t discount = 0;
    std::optional<std::string> discount_code;
    std::int64_t net = 0;
    std::int64_t tax = 0;
    BasisPoints tax_rate;
    std::string tax_treatment;
    std::int64_t total = 0;
    std::int64_t written_off = 0;
    std::string agreement;
    std::string accepted_by;
    Instant accepted_at;
    json::value snapshot;
    Instant created_at;
    Instant expires_at;
    std::optional<Instant> closed_at;
    std::int64_t paid = 0;
    std::optional<std::int64_t> proof_version;
    std::optional<ProofState> proof_state;
    std::optional<Date> proof_payment_date;
    std::optional<Instant> proof_overdue_at;
    std::optional<std::string> proof_reason;
    bool money_since = false;
    std::int64_t from_credit = 0;
    bool cancel_requested = false;
};
BOOST_DESCRIBE_STRUCT(OrderWithPaid, (),
                      (number, partner, offer, family, payment_method, state, currency, list, discount,
                       discount_code, net, tax, tax_rate, tax_treatment, total, written_off, agreement,
                       accepted_by, accepted_at, snapshot, created_at, expires_at, closed_at, paid,
                       proof_version, proof_state, proof_payment_date, proof_overdue_at, proof_reason,
                       money_since, from_credit, cancel_requested))

// What paying needs to know, without the snapshot.
struct OrderToPay
{
    std::string number;
    Id<partners::Partner> partner;
    std::string offer;
    std::string family;
    OrderState state = OrderState::awaiting_payment;
    Currency currency;
    std::optional<std::string> discount_code;
    std::int64_t net = 0;
    std::int64_t tax = 0;
    std::int64_t total = 0;
    Instant expires_at;
    std::int64_t paid = 0;
    bool cancel_requested = false;

    Money open_amount() const { return {total - paid, currency}; }
    bool is_open() const
    {
        return state == OrderState::awaiting_payment || state == OrderState::card_pending;
    }
};
BOOST_DESCRIBE_STRUCT(OrderToPay, (),
                      (number, partner, offer, family, state, currency, discount_code, net, tax, total,
                       expires_at, paid, cancel_requested))

struct DueOrder
{
    std::string number;
    Id<partners::Partner> partner;
    Currency currency;
    bool cancel_requested = false;
};
BOOST_DESCRIBE_STRUCT(DueOrder, (), (number, partner, currency, cancel_requested))

void insert(Tx& tx, const OrderRow& row);
bool exists(Read& read, const std::string& number);
// Of an order that is in state `from`: its new state, and when it ended, if it has; answers whether it was.
bool update_state(Tx& tx, const std::string& number, OrderState from, OrderState to,
                  std::int64_t written_off);
std::optional<OrderToPay> try_find_to_pay(Read& read, const std::string& number);
std::optional<OrderWithPaid> try_find_row(Read& read, const std::string& number);
std::optional<std::string> try_open_number(Read& read, Id<partners::Partner> partner,
                                           const std::string& family);
std::vector<OrderWithPaid> list_rows_for_partner(Read& read, Id<partners::Partner> partner);
std::vector<OrderWithPaid> list_rows(Read& read, Instant before, const std::string& before_number,
                                     std::int64_t limit);
std::vector<OrderWithPaid> list_rows_in_state(Read& read, OrderState state, Instant before,
                                              const std::string& before_number, std::int64_t limit);
std::vector<OrderWithPaid> list_rows_by_number(Read& read, const std::string& start, std::int64_t limit);
// Open orders to be paid to the account whose deadline is not later than `until`, oldest first.
std::vector<DueOrder> list_due(Read& read, const std::string& receiving_account, Instant until,
                               std::int64_t limit);
std::int64_t count_due(Read& read, const std::string& receiving_account, Instant before);

} // namespace kvitt::orders
