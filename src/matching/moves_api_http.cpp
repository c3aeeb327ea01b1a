#include "matching/moves_api_http.h"

#include "matching/receipts_json.h"
#include "orders/by_hand.h"
#include "orders/losing.h"
#include "payments/returns.h"
#include "web/context.h"

namespace kvitt::matching
{
namespace
{

using http::Response;
using orders::OrderNumber;
using payments::Receipt;
using web::Context;

// On an order, or into a partner's credit.
struct AllocationInput
{
    std::optional<OrderNumber> order;
    std::optional<std::string> partner_id;
    std::optional<Money> amount; // of what has no place; if absent, all of it
};
BOOST_DESCRIBE_STRUCT(AllocationInput, (), (order, partner_id, amount))

struct ExchangeInput
{
    OrderNumber order;
    Money into; // in the order's currency
    payments::ExchangeRate rate;
};
BOOST_DESCRIBE_STRUCT(ExchangeInput, (), (order, into, rate))

struct UndoInput
{
    std::optional<OrderNumber> order;
    std::optional<std::string> partner_id;
    orders::UndoNote note;
};
BOOST_DESCRIBE_STRUCT(UndoInput, (), (order, partner_id, note))

struct ReturnInput
{
    std::optional<std::string> partner_id; // whose credit it is; else it has no place
    std::optional<Money> amount;
    payments::Payee to_name;
    payments::Payee to_account;
    payments::ReturnReason reason;
};
BOOST_DESCRIBE_STRUCT(ReturnInput, (), (partner_id, amount, to_name, to_account, reason))

void check_one(const std::optional<OrderNumber>& order, const std::optional<std::string>& partner_id)
{
    if (order.has_value() == partner_id.has_value())
        throw InvalidFields({{"/order", "invalid", msg("or partner_id must be given, not both")}});
}

void check_amount(const std::optional<Money>& amount)
{
    if (amount && !amount->is_positive())
        throw InvalidFields({{"/amount", "invalid", msg("must be more than nothing")}});
}

Id<partners::Partner> partner_of(Read& read, const std::string& partner_id)
{
    const auto found = partners::try_resolve_partner_id(read, partner_id);
    require(found.has_value(), partners::partner_not_found);
    return *found;
}

Response moved(Context& c, const std::function<void(Tx&, Id<Receipt>)>& verb)
{
    const auto id = c.param_as<Id<Receipt>>("id");
    const auto receipt = c.write([&](Tx& tx) {
        verb(tx, id);
        return receipt_json(tx, payments::find(tx, id), Reader::desk);
    });
    return c.changed(to_json(receipt), http::url("/desk/receipts/{}", id));
}

Response post_allocation(Context& c)
{
    const auto input = c.json<AllocationInput>();
    check_one(input.order, input.partner_id);
    check_amount(input.amount);
    return moved(c, [&](Tx& tx, Id<Receipt> id) {
        if (input.order)
            orders::allocate_by_hand(tx, {id, *input.order, input.amount});
        else
            orders::credit_by_hand(tx, id, partner_of(tx, *input.partner_id), input.amount);
    });
}

Response post_exchange(Context& c)
{
    const auto input = c.json<ExchangeInput>();
    if (!input.into.is_positive())
        throw InvalidFields({{"/into", "invalid", msg("must be more than nothing")}});
    return moved(c, [&](Tx& tx, Id<Receipt> id) {
        orders::accept_at_rate(tx, id, input.order, input.into, input.rate);
    });
}

Response post_undo(Context& c)
{
    const auto input = c.json<UndoInput>();
    check_one(input.order, input.partner_id);
    return moved(c, [&](Tx& tx, Id<Receipt> id) {
        if (input.order)
            orders::undo_allocation(tx, id, *input.order, input.note);
        else
            orders::undo_credit(tx, id, partner_of(tx, *input.partner_id), input.note);
    });
}

Response post_return(Context& c)
{
    const auto input = c.json<ReturnInput>();
    check_amount(input.amount);
    return moved(c, [&](Tx& tx, Id<Receipt> id) {
        const auto owner = input.partner_id ? std::optional(partner_of(tx, *input.partner_id)) : std::nullopt;
        payments::send_back(tx, {id, owner, input.amount, input.to_name, input.to_account, input.reason});
    });
}

} // namespace

web::Routes move_api_routes()
{
    using access::Capability;
    using http::Method;
    return {
        {Method::post, "/api/v1/receipts/{id}/allocations", Capability::desk_money, post_allocation,
         "Puts money that has no place on an order, or keeps it as a partner's credit."},
        {Method::post, "/api/v1/receipts/{id}/allocations/undo", Capability::desk_money, post_undo,
         "Takes money back from an order or a partner's credit, with a note."},
        {Method::post, "/api/v1/receipts/{id}/exchange", Capability::desk_money, post_exchange,
         "Accepts money in another currency than the order's at a written rate."},
        {Method::post, "/api/v1/receipts/{id}/returns", Capability::desk_money, post_return,
         "Decides to send money back: what has no place, or a partner's credit."},
    };
}

} // namespace kvitt::matching
