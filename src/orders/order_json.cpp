#include "orders/order_json.h"

namespace kvitt::orders
{

std::string reference_text(const Order& order)
{
    return order.number.text() + " " + order.snapshot.partner_id;
}

OrderTies ties_of(Read& read, const OrderNumber& number)
{
    OrderTies ties;
    ties.related = list_related(read, number);
    ties.request = try_newest_request(read, number);
    for (const Related& one : ties.related)
        if (one.relation == Relation::upgraded_by)
            ties.refund_right_ended_by = refund_right_ended_by(read, number);
    return ties;
}

OrderJson order_json(const Order& order, Instant now, Days grace, const TimeZone& zone, const OrderTies& ties)
{
    const Quote& quote = order.quote;
    OrderJson out{order.number.text(),
                  order.snapshot.partner_id,
                  order.offer,
                  order.payment_method,
                  order.state,
                  order.shown_state(),
                  quote.list,
                  quote.discount,
                  quote.net,
                  quote.tax,
                  quote.total,
                  order.paid,
                  order.from_credit,
                  std::nullopt,
                  std::nullopt,
                  order.created_at,
                  order.expires_at,
                  awaiting(order, now, grace, zone),
                  {},
                  {},
                  {},
                  {}};
    for (const Related& one : ties.related)
        out.links.push_back({one.relation, one.order.text(), one.price_kept});
    if (const auto& request = ties.request)
        out.cancel_request = {request->state,    request->reason,     request->money_to,
                              request->asked_at, request->decided_at, request->answer};
    if (ties.refund_right_ended_by)
        out.refund_right_ended_by = ties.refund_right_ended_by->text();
    if (const auto& proof = order.proof)
        out.proof = {proof->version, proof->state, proof->payment_date, proof->overdue_at, proof->reason};
    if (order.payment_method == PaymentMethod::bank_transfer)
        out.reference = ReferenceJson{reference_text(order), order.number.rf(), order.number.ocr()};
    if (const auto& account = order.snapshot.receiving_account)
        out.receiving_account = {account->code,   account->currency, account->kind, account->number,
                                 account->holder, account->bank,     account->bic,  account->bank_country};
    return out;
}

} // namespace kvitt::orders
