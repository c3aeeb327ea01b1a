#include "purchase/credit_views.h"

#include "http/locale.h"
#include "http/messages.h"

namespace kvitt::purchase
{

using http::Language;
using http::translate;

std::vector<CreditView> credit_views(const Situation& situation)
{
    std::vector<CreditView> out;
    for (const Money& credit : situation.credits)
        out.push_back({credit});
    return out;
}

Money due_of(const orders::OfferForPartner& offer)
{
    const Money total = offer.quote->total;
    return offer.covered ? Money(0, total.currency()) : total - min(offer.credit, total);
}

std::optional<CreditUseView> credit_use(Language language, const orders::OfferForPartner& offer)
{
    if (!offer.quote || !offer.credit.is_positive())
        return std::nullopt;
    const Money due = due_of(offer);
    const Facts facts{{"credit", http::money_text(language, offer.credit)},
                      {"rest", http::money_text(language, due)}};
    const char* said =
        offer.covered
            ? "Your company has {credit} in credit. It covers this order: no new transfer is needed."
            : "Your company has {credit} in credit, which this order uses. {rest} is left to transfer.";
    return CreditUseView{-min(offer.credit, offer.quote->total), due, offer.covered,
                         translate(language, said, facts)};
}

std::optional<std::string> kept_price_sentence(Language language, const orders::OfferForPartner& offer)
{
    if (!offer.honours)
        return std::nullopt;
    return translate(language,
                     "This is the price of order {order}, which has expired: it is kept for you, because "
                     "the money was sent in time.",
                     {{"order", offer.honours->shown()}});
}

} // namespace kvitt::purchase
