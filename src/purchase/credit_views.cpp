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
        out.push_back({credit, situation.may_buy});
    return out;
}

namespace
{

web::FactView part_fact(const http::RenderContext& context, const CreditPartFacts& part)
{
    const Language language = context.language;
    if (!part.receipt)
        return {translate(language, "Earlier credit"), http::money_text(language, part.amount), std::nullopt};
    const payments::Receipt& receipt = *part.receipt;
    web::FactView fact{
        translate(language, "Paid on {day}", {{"day", http::date_long(language, receipt.payment_date)}}),
        http::money_text(language, part.amount), receipt.payer_name};
    return fact;
}

std::optional<std::string> asked_sentence(const http::RenderContext& context, const CreditFacts& facts,
                                          Currency currency)
{
    for (const payments::Case& wish : facts.wishes)
        if (wish.currency == currency)
            return translate(
                context.language,
                "You asked on {day} to have it sent back. The programme decides; until then your next order "
                "still uses it. Questions: {email}.",
                {{"day", http::date_long(context.language, context.zone.date_at(wish.opened_at))},
                 {"email", facts.desk_email}});
    return std::nullopt;
}

} // namespace

CreditPageView credit_page_view(const http::RenderContext& context, const CreditFacts& facts)
{
    CreditPageView view;
    for (const CreditPartFacts& part : facts.parts)
    {
        const Currency currency = part.amount.currency();
        if (view.sums.empty() || view.sums.back().credit.currency() != currency)
            view.sums.push_back(
                {currency.text(), Money(0, currency), {}, asked_sentence(context, facts, currency)});
        view.sums.back().credit += part.amount;
        view.sums.back().parts.push_back(part_fact(context, part));
    }
    view.any = !view.sums.empty();
    return view;
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
