#include "reports/partners_views.h"

#include "http/locale.h"
#include "http/messages.h"

namespace kvitt::reports
{
namespace
{

using http::Language;
using http::RenderContext;
using http::translate;
using orders::StateView;
using partners::Partner;
using partners::Verification;

StateView verification_state(Language language, const Partner& partner)
{
    if (partner.suspended)
        return {"suspended", translate(language, "Suspended"), "bad"};
    switch (partner.verification)
    {
    case Verification::pending:
        return {"pending", translate(language, "Verification pending"), "wait"};
    case Verification::authorized:
        return {"authorized", translate(language, "Verified"), "good"};
    case Verification::rejected:
        return {"rejected", translate(language, "Verification rejected"), "bad"};
    }
    return {};
}

std::string address_text(const partners::Address& address)
{
    std::string text;
    each_field(address, [&](std::string_view, const auto& field) {
        if constexpr (std::is_same_v<std::decay_t<decltype(field)>, std::string>)
        {
            if (!field.empty())
                text += (text.empty() ? "" : ", ") + field;
        }
    });
    return text;
}

std::vector<web::FactView> facts_of(Language language, const PartnerInput& input)
{
    const Partner& partner = input.partner;
    std::vector<web::FactView> facts;
    const auto add = [&](std::string label, std::string value) {
        facts.push_back({std::move(label), std::move(value), std::nullopt});
    };
    std::string ids;
    for (const std::string& id : input.partner_ids)
        ids += (ids.empty() ? "" : ", ") + id;
    add(input.partner_id_label, ids);
    add(translate(language, "Country"), partner.country);
    add(translate(language, "Currency"), partner.currency.text());
    add(translate(language, "Tax ID"), partner.tax_id.value_or(translate(language, "none given")));
    add(translate(language, "Legal address"), address_text(partner.legal_address));
    add(translate(language, "Bill-to"), address_text(partner.bill_to_address));
    add(translate(language, "Sold-to"), address_text(partner.sold_to_address));
    return facts;
}

// As its order called it; the offer's code where the order is older than those shown.
std::string offer_words(Language language, const PartnerInput& input, const memberships::Membership& held)
{
    for (const orders::Order& order : input.orders)
        if (order.number.text() == held.order_number)
            return orders::offer_name(language, order.snapshot);
    return held.offer;
}

web::ActionView order_link(const std::string& number)
{
    return {http::url("/desk/orders/{}", number), orders::OrderNumber::parse(number).shown()};
}

} // namespace

PartnersView partners_view(const RenderContext& context, const PartnersInput& input)
{
    PartnersView view;
    view.text = input.text;
    view.searched = !input.text.empty();
    view.partner_id_label = input.partner_id_label;
    for (const PartnerLine& line : input.lines)
        view.rows.push_back({http::url("/desk/partners/{}", line.partner.partner_id), line.partner.legal_name,
                             line.partner.partner_id, line.partner.country,
                             verification_state(context.language, line.partner), line.credit});
    view.any = !view.rows.empty();
    view.csv = http::url("/desk/partners.csv");
    if (view.searched)
        view.csv = view.csv.with("q", input.text);
    if (input.more)
        view.pager.next = http::url("/desk/partners").with("after", input.lines.back().partner.id.text());
    return view;
}

PartnerView partner_view(const RenderContext& context, const PartnerInput& input)
{
    const Language language = context.language;
    PartnerView view;
    view.name = input.partner.legal_name;
    view.state = verification_state(language, input.partner);
    view.facts = facts_of(language, input);
    view.sees_money = input.rights.receipts;
    view.credit = input.credit;
    view.any_credit = !input.credit.empty();
    view.credit_page = http::url("/desk/partners/{}/credit", input.partner.partner_id);
    const Date today = context.zone.date_at(input.now);
    for (const auto& one : input.memberships)
        view.memberships.push_back({order_link(one.order_number), offer_words(language, input, one),
                                    http::date_medium(language, one.starts_on) + " – " +
                                        http::date_medium(language, one.anniversary),
                                    orders::state_view(language, one.state_on(today))});
    view.any_memberships = !view.memberships.empty();
    for (const orders::Order& one : input.orders)
        view.orders.push_back({order_link(one.number.text()), orders::offer_name(language, one.snapshot),
                               one.quote.total, orders::state_view(language, one.shown_state())});
    view.any_orders = !view.orders.empty();
    for (const auto& event : input.timeline.events)
        view.rows.push_back(event_row(context, event, input.rights, std::nullopt));
    view.any = !view.rows.empty();
    if (input.timeline.before)
        view.pager.next =
            http::url("/desk/partners/{}", input.partner.partner_id).with("before", *input.timeline.before);
    return view;
}

} // namespace kvitt::reports
