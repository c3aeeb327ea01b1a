#include "matching/credits_views.h"

#include "http/locale.h"
#include "http/messages.h"
#include "orders/number.h"

namespace kvitt::matching
{
namespace
{

using http::RenderContext;
using http::translate;

CreditPartView part_view(const RenderContext& context, const PartnerCreditFacts& facts,
                         const CreditPartFacts& part)
{
    CreditPartView view;
    view.amount = part.amount;
    for (const std::string& number : part.orders)
        view.orders.push_back(
            {http::url("/desk/orders/{}", number), orders::OrderNumber::parse(number).shown()});
    view.payer = translate(context.language, "an unnamed payer");
    if (!part.receipt)
        return view;
    if (part.receipt->payer_name)
        view.payer = *part.receipt->payer_name;
    view.day = http::date_medium(context.language, part.receipt->payment_date);
    view.has_receipt = true;
    view.may_move = facts.may_move;
    view.receipt = http::url("/desk/receipts/{}", part.receipt->id);
    view.send_back =
        http::url("/desk/receipts/{}/return", part.receipt->id).with("partner_id", facts.partner.partner_id);
    view.pass_on =
        http::url("/desk/receipts/{}/pass-on", part.receipt->id).with("partner_id", facts.partner.partner_id);
    view.take_back =
        http::url("/desk/receipts/{}/undo", part.receipt->id).with("partner_id", facts.partner.partner_id);
    return view;
}

} // namespace

PartnerCreditView partner_credit_view(const RenderContext& context, const PartnerCreditFacts& facts)
{
    PartnerCreditView view;
    view.company = facts.partner.legal_name;
    view.partner_id_label = facts.partner_id_label;
    view.partner_id = facts.partner.partner_id;
    view.sums = facts.sums;
    for (const CreditPartFacts& part : facts.parts)
        view.parts.push_back(part_view(context, facts, part));
    view.any = !view.parts.empty();
    for (const payments::Case& wish : facts.wishes)
        view.wishes.push_back(case_view(context, {wish, facts.partner, {}}));
    view.only_looks = view.any && !facts.may_move;
    return view;
}

} // namespace kvitt::matching
