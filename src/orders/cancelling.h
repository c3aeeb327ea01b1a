// Ending an order at the partner's wish (domain.md A7): at once while nothing has been done for it, otherwise
// a request that the desk decides. A request stops neither money nor deadline: completion wins and closes it.
#pragma once

#include "base/text_value.h"
#include "orders/orders.h"

namespace kvitt::orders
{

inline constexpr std::size_t cancel_reason_characters_max = 500;
using CancelReason = LongText<cancel_reason_characters_max>;

enum class CancelRequestState
{
    open,
    granted,
    refused,
    withdrawn, // by the partner
    closed,    // money, the deadline or a replacement came first
};
BOOST_DESCRIBE_ENUM(CancelRequestState, open, granted, refused, withdrawn, closed)

// What becomes of the money that has arrived for the order.
enum class MoneyTo
{
    credit, // kept for the partner's next order
    payer,  // sent back
};
BOOST_DESCRIBE_ENUM(MoneyTo, credit, payer)

struct CancelRequest
{
    Id<CancelRequest> id;
    std::string order_number;
    Id<partners::Partner> partner;
    std::optional<std::string> reason;
    MoneyTo money_to = MoneyTo::credit; // as asked; as decided once granted
    std::string asked_by;
    Instant asked_at;
    CancelRequestState state = CancelRequestState::open;
    std::optional<std::string> decided_by;
    std::optional<Instant> decided_at;
    std::optional<std::string> answer; // told to the partner
};
BOOST_DESCRIBE_STRUCT(CancelRequest, (),
                      (id, order_number, partner, reason, money_to, asked_by, asked_at, state, decided_by,
                       decided_at, answer))

inline const Refusal cancel_requested_already{
    RefusalKind::conflict, "cancel_requested_already",
    "The programme has been asked to cancel this order already; its decision is awaited."};
inline const Refusal no_cancel_request{RefusalKind::conflict, "no_cancel_request",
                                       "There is no open request to cancel this order."};

// At once; refused with order_has_payments or order_has_proof where that needs the desk.
Order cancel(Tx& tx, const OrderNumber& number);

struct CancelInput
{
    std::optional<CancelReason> reason;
    MoneyTo money_to = MoneyTo::credit;
};
// What the partner's button does: cancels at once, or else asks the desk. Refused with
// cancel_requested_already while a request is open.
Order cancel_or_ask(Tx& tx, const OrderNumber& number, const CancelInput& input);
// The partner keeps the order after all.
Order withdraw_request(Tx& tx, const OrderNumber& number);

// The desk's decision. Granted, the order is cancelled and its money is the partner's credit, from where it
// is sent back if `money_to` says so.
Order grant_request(Tx& tx, const OrderNumber& number, MoneyTo money_to);
// The request is removed, the order goes on; the partner reads the answer.
Order refuse_request(Tx& tx, const OrderNumber& number, const CancelReason& answer);

// The order's newest request, decided or not.
std::optional<CancelRequest> try_newest_request(Read& read, const OrderNumber& number);
// Oldest first.
std::vector<CancelRequest> list_open_requests(Read& read, std::int64_t limit);
std::int64_t count_open_requests(Read& read);

} // namespace kvitt::orders
