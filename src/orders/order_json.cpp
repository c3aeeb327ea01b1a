#include "orders/order_json.h"

namespace kvitt::orders
{

std::string reference_text(const Order& order)
{
    return order.number.text() + " " + order.snapshot.partner_id;
}

OrderJson order_json(const Order& order, Instant now, Days grace, const TimeZone& zone)
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
                  std::nullopt,
                  std::nullopt,
                  order.created_at,
                  order.expires_at,
                  awaiting(order, now, grace, zone)};
    if (order.payment_method == PaymentMethod::bank_transfer)
        out.reference = ReferenceJson{reference_text(order), order.number.rf(), order.number.ocr()};
    if (const auto& account = order.snapshot.receiving_account)
        out.receiving_account = {account->code,   account->currency, account->kind, account->number,
                                 account->holder, account->bank,     account->bic,  account->bank_country};
    return out;
}

} // namespace kvitt::orders
