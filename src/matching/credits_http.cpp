#include "matching/credits_http.h"

#include "catalogue/catalogue.h"
#include "matching/credits_views.h"
#include "payments/desk.h"
#include "web/context.h"
#include "web/refusals.h"

#include <algorithm>

namespace kvitt::matching
{
namespace
{

using access::Capability;
using http::Response;
using partners::Partner;
using web::Context;

constexpr std::int64_t credits_shown = 50;

struct CreditsQuery
{
    std::optional<Id<Partner>> after;
};
BOOST_DESCRIBE_STRUCT(CreditsQuery, (), (after))

// A partner whose currencies end beyond the page begins the next one again.
void cut(std::vector<payments::PartnerCredit>& credits, std::optional<Id<Partner>>& next)
{
    if (static_cast<std::int64_t>(credits.size()) <= credits_shown)
        return;
    const Id<Partner> beyond = credits.back().partner;
    std::erase_if(credits, [&](const payments::PartnerCredit& one) { return one.partner == beyond; });
    if (!credits.empty())
        next = credits.back().partner;
}

Response get_credits(Context& c)
{
    require(c.caller().is_desk(), web::page_not_found);
    const auto query = c.query<CreditsQuery>();
    CreditsView view;
    c.read([&](Read& read) {
        view.partner_id_label = catalogue::programme(read).partner_id_label;
        auto credits = payments::list_credits(read, query.after.value_or(Id<Partner>()), credits_shown + 1);
        std::optional<Id<Partner>> next;
        cut(credits, next);
        for (const payments::PartnerCredit& one : credits)
        {
            const Partner partner = partners::find(read, one.partner);
            view.rows.push_back({http::url("/desk/partners/{}/credit", partner.partner_id),
                                 partner.legal_name, partner.partner_id, one.money()});
        }
        if (next)
            view.pager = web::PagerView{std::nullopt, http::url("/desk/credits").with("after", next->text())};
    });
    view.any = !view.rows.empty();
    return c.page("matching/credits", view);
}

// Orders that the receipt's money has had to do with on its way into credit.
std::vector<std::string> orders_of(Read& read, Id<payments::Receipt> receipt)
{
    std::vector<std::string> out;
    for (const payments::ReceiptPart& part : payments::list_parts(read, receipt))
        if (!part.is_on_order() && part.amount > 0 && part.order_number &&
            std::find(out.begin(), out.end(), *part.order_number) == out.end())
            out.push_back(*part.order_number);
    return out;
}

Response get_partner_credit(Context& c)
{
    require(c.caller().is_desk(), web::page_not_found);
    PartnerCreditFacts facts;
    c.read([&](Read& read) {
        const auto partner = partners::try_resolve_partner_id(read, c.param("partner_id"));
        require(partner.has_value(), partners::partner_not_found);
        facts.partner = partners::find(read, *partner);
        facts.partner_id_label = catalogue::programme(read).partner_id_label;
        facts.sums = payments::credits_of(read, *partner);
        for (const Money& sum : facts.sums)
            for (const payments::CreditPart& part : payments::list_parts_of(read, *partner, sum.currency()))
            {
                CreditPartFacts one{Money(part.amount, sum.currency()), {}, {}};
                if (part.receipt)
                {
                    one.receipt = payments::find(read, *part.receipt);
                    one.orders = orders_of(read, *part.receipt);
                }
                facts.parts.push_back(std::move(one));
            }
        facts.wishes = payments::list_wishes(read, *partner);
    });
    facts.may_move = c.may(Capability::desk_money);
    return c.page("matching/partner_credit", partner_credit_view(c.render_context(), facts));
}

} // namespace

web::Routes credit_routes()
{
    using http::Method;
    return {
        {Method::get, "/desk/credits", Capability::view_receipts, get_credits,
         "Partners that have credit, by currency."},
        {Method::get, "/desk/partners/{partner_id}/credit", Capability::view_receipts, get_partner_credit,
         "One partner's credit by the payments that it came with."},
    };
}

} // namespace kvitt::matching
