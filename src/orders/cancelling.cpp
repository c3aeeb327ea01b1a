#include "orders/cancelling.h"

#include "orders/cancelling_store.h"
#include "orders/steps.h"
#include "payments/cases.h"

namespace kvitt::orders
{
namespace
{

struct OrderCancelled
{
    static constexpr const char* kind = "order_cancelled";
    std::string number;
    Money to_credit; // what had been paid
};
BOOST_DESCRIBE_STRUCT(OrderCancelled, (), (number, to_credit))

struct CancelRequested
{
    static constexpr const char* kind = "cancel_requested";
    std::string number;
    std::optional<std::string> reason;
    MoneyTo money_to = MoneyTo::credit;
};
BOOST_DESCRIBE_STRUCT(CancelRequested, (), (number, reason, money_to))

struct CancelRequestDecided
{
    std::string number;
    std::optional<std::string> answer;
};
BOOST_DESCRIBE_STRUCT(CancelRequestDecided, (), (number, answer))

struct ReturnWanted
{
    static constexpr const char* kind = "return_wanted";
    std::string number;
    Money amount;
};
BOOST_DESCRIBE_STRUCT(ReturnWanted, (), (number, amount))

void require_unactioned(const Order& order)
{
    require(!order.paid.is_positive(), order_has_payments);
    require(!order.proof, order_has_proof);
}

void record_cancelled(Tx& tx, const Order& order, Money to_credit)
{
    events::record(tx, {order.partner, order.number.text(), {}},
                   OrderCancelled{order.number.text(), to_credit});
}

void decide(Tx& tx, const Order& order, CancelRequestState state, const std::optional<std::string>& answer)
{
    require(decide_request(tx, order.number.text(), state, answer), no_cancel_request);
    const std::string kind = "cancel_request_" + enum_text(state);
    events::record(tx, {order.partner, order.number.text(), {}}, kind.c_str(),
                   to_json(CancelRequestDecided{order.number.text(), answer}));
}

// The money is partner credit by now. The desk sends it back from there; until it has, the case is open.
void want_return(Tx& tx, const Order& order, Money amount)
{
    if (!amount.is_positive())
        return;
    events::record(tx, {order.partner, order.number.text(), {}}, ReturnWanted{order.number.text(), amount});
    payments::open_case(
        tx, {payments::CaseKind::return_wanted, order.partner, order.number.text(), {}, {}, amount});
}

} // namespace

Order cancel(Tx& tx, const OrderNumber& number)
{
    const Order order = find_open(tx, number);
    require_unactioned(order);
    record_cancelled(tx, order, end_cancelled(tx, order));
    return find(tx, number);
}

Order cancel_or_ask(Tx& tx, const OrderNumber& number, const CancelInput& input)
{
    const Order order = find_open(tx, number);
    require(!order.cancel_requested, cancel_requested_already);
    if (order.is_unactioned())
        return cancel(tx, number);
    CancelRequest request;
    request.id = tx.new_id<CancelRequest>();
    request.order_number = number.text();
    request.partner = order.partner;
    if (input.reason)
        request.reason = input.reason->text();
    request.money_to = input.money_to;
    request.asked_by = tx.author().actor.name;
    request.asked_at = tx.now();
    insert(tx, request);
    events::record(tx, {order.partner, number.text(), {}},
                   CancelRequested{number.text(), request.reason, input.money_to});
    return find(tx, number);
}

Order withdraw_request(Tx& tx, const OrderNumber& number)
{
    decide(tx, find_open(tx, number), CancelRequestState::withdrawn, std::nullopt);
    return find(tx, number);
}

Order grant_request(Tx& tx, const OrderNumber& number, MoneyTo money_to)
{
    const Order order = find_open(tx, number);
    const auto request = try_newest_request(tx, number);
    require(request && request->state == CancelRequestState::open, no_cancel_request);
    update_money_to(tx, request->id, money_to);
    decide(tx, order, CancelRequestState::granted, std::nullopt);
    const Money to_credit = end_cancelled(tx, order);
    record_cancelled(tx, order, to_credit);
    if (money_to == MoneyTo::payer)
        want_return(tx, order, to_credit);
    return find(tx, number);
}

Order refuse_request(Tx& tx, const OrderNumber& number, const CancelReason& answer)
{
    decide(tx, find_open(tx, number), CancelRequestState::refused, answer.text());
    return find(tx, number);
}

void close_request(Tx& tx, Id<partners::Partner> partner, const std::string& number)
{
    if (decide_request(tx, number, CancelRequestState::closed, std::nullopt))
        events::record(tx, {partner, number, {}}, "cancel_request_closed",
                       to_json(CancelRequestDecided{number, std::nullopt}));
}

std::optional<CancelRequest> try_newest_request(Read& read, const OrderNumber& number)
{
    return try_newest_request_row(read, number.text());
}

std::vector<CancelRequest> list_open_requests(Read& read, std::int64_t limit)
{
    return list_open_request_rows(read, limit);
}

std::int64_t count_open_requests(Read& read) { return count_open_request_rows(read); }

} // namespace kvitt::orders
