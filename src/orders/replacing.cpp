#include "orders/replacing.h"

#include "orders/links.h"
#include "orders/steps.h"

namespace kvitt::orders
{
namespace
{

struct OrderReplaced
{
    static constexpr const char* kind = "order_replaced";
    std::string number;
    std::string by;
    Money carried_over; // what had been paid
};
BOOST_DESCRIBE_STRUCT(OrderReplaced, (), (number, by, carried_over))

} // namespace

Order replace(Tx& tx, const OrderNumber& number, const Replacement& input)
{
    const Order old = find_open(tx, number);
    require(input.payment_method == PaymentMethod::bank_transfer, card_not_configured);
    require(input.offer != old.offer || input.payment_method != old.payment_method, nothing_to_replace);
    require(catalogue::find_offer(tx, input.offer).family == old.family, other_family);
    if (old.cancel_requested)
        close_request(tx, old.partner, number.text());
    const Money carried_over = end_cancelled(tx, old);
    const NewOrder order{old.partner,       input.offer, input.payment_method, input.agreement_version,
                         input.accepted_by, {}};
    const Order made = place(tx, order, Predecessor{number, LinkKind::replaced});
    events::record(tx, {old.partner, number.text(), {}},
                   OrderReplaced{number.text(), made.number.text(), carried_over});
    return made;
}

std::vector<OfferForPartner> list_replacements(Read& read, const Order& order)
{
    std::vector<OfferForPartner> out;
    for (OfferForPartner& offer : offers_for(read, partners::find(read, order.partner)))
    {
        if (offer.offer.family != order.family)
            continue;
        std::erase(offer.blocks, &open_order);
        if (offer.quote && offer.credit.currency() == order.paid.currency())
            set_credit(read, offer, offer.credit + order.paid);
        out.push_back(std::move(offer));
    }
    return out;
}

} // namespace kvitt::orders
