#include "purchase/replace_views.h"

#include "http/messages.h"

namespace kvitt::purchase
{
namespace
{

using http::Language;
using http::RenderContext;
using http::translate;

ReplacementView replacement_view(const RenderContext& context, const ReplaceFacts& facts,
                                 const orders::OfferForPartner& offer)
{
    const Language language = context.language;
    const bool same = offer.offer.code == facts.order.offer && !facts.card_configured;
    ReplacementView view;
    view.code = offer.offer.code;
    view.name = offer_name(language, offer.offer);
    view.tier = offer.offer.tier ? enum_text(*offer.offer.tier) : "";
    view.blocks = block_views(context, {facts.situation, offer});
    if (same)
        view.blocks = {{"nothing_to_replace", translate(language, "This is what you have ordered."),
                        translate(language, "There is no other way to pay yet: card payment is not set up "
                                            "for this programme."),
                        std::nullopt}};
    view.possible = view.blocks.empty() && offer.quote.has_value();
    view.chosen = view.possible && facts.chosen == view.code;
    if (offer.quote)
        view.quote = quote_view(context, *offer.quote);
    view.kept_price = kept_price_sentence(language, offer);
    if (view.possible)
        view.credit_use = credit_use(language, offer);
    return view;
}

} // namespace

ReplaceView replace_view(const RenderContext& context, const ReplaceFacts& facts)
{
    const Language language = context.language;
    const orders::Order& order = facts.order;
    ReplaceView view;
    view.number_shown = order.number.shown();
    view.offer = orders::offer_name(language, order.snapshot);
    view.total = order.quote.total;
    view.has_paid = order.paid.is_positive();
    view.paid = order.paid;
    view.action = http::url("/orders/{}/replace", order.number.text());
    view.back = http::url("/orders/{}", order.number.text());
    view.card_configured = facts.card_configured;
    if (!order.is_open())
    {
        view.closed = translate(language, "The order is not open any more, so nothing can take its place.");
        return view;
    }
    for (const auto& offer : facts.offers)
        view.offers.push_back(replacement_view(context, facts, offer));
    std::size_t possible = 0;
    for (const auto& offer : view.offers)
        possible += offer.possible ? 1 : 0;
    for (auto& offer : view.offers)
        offer.chosen = offer.chosen || (possible == 1 && offer.possible);
    view.possible = possible > 0;
    view.agreement =
        agreement_sections(language == Language::sv ? facts.agreement.text_sv : facts.agreement.text_en);
    view.agreement_version = facts.agreement.version;
    view.legal_name = facts.situation.partner.legal_name;
    return view;
}

} // namespace kvitt::purchase
