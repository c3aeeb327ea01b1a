#include "purchase/pages_http.h"

#include "purchase/offers_views.h"

namespace kvitt::purchase
{

using access::Capability;
using http::Response;
using web::Context;

void add_rights(const Context& c, Read& read, Situation& situation)
{
    situation.may_buy = c.may(Capability::purchase);
    situation.may_edit_company = c.may(Capability::edit_company);
    situation.may_edit_bill_to = c.may(Capability::edit_bill_to);
    situation.may_edit_tax_id = c.may(Capability::edit_tax_id);
    const bool all = situation.may_buy && situation.may_edit_company && situation.may_edit_bill_to &&
                     situation.may_edit_tax_id;
    if (!all)
        situation.admins = access::list_admins(read, c.partner());
}

Situation read_situation(const Context& c, Read& read)
{
    Situation situation = situation_of(read, partners::find(read, c.partner()));
    add_rights(c, read, situation);
    return situation;
}

namespace
{

// Without the right to see offers the page says so and whom to ask, and shows nothing of the company's
// orders.
DashboardView dashboard_without_rights(const Context& c, const Situation& situation)
{
    DashboardView view = dashboard_view(c.render_context(), situation);
    const BlockView block = missing_role(c.language(), situation);
    view.held.clear();
    view.open.clear();
    view.credits.clear();
    view.any_held = view.any_open = false;
    view.next = {c.translate("Your role shows nothing of offers and orders"), block.change, std::nullopt};
    view.may_look = false;
    return view;
}

Response get_dashboard(Context& c)
{
    if (!c.caller().partner)
        return http::redirect_see_other(http::url("/desk"));
    const auto situation = c.read([&](Read& read) { return read_situation(c, read); });
    if (!c.may(Capability::view_offers))
        return c.page("purchase/dashboard", dashboard_without_rights(c, situation));
    return c.page("purchase/dashboard", dashboard_view(c.render_context(), situation));
}

Response get_offers(Context& c)
{
    const auto situation = c.read([&](Read& read) { return read_situation(c, read); });
    return c.page("purchase/offers", offers_view(c.render_context(), situation));
}

Response get_compare(Context& c)
{
    std::vector<catalogue::Benefit> benefits;
    const auto situation = c.read([&](Read& read) {
        benefits = catalogue::list_benefits(read);
        return read_situation(c, read);
    });
    return c.page("purchase/compare", compare_view(c.render_context(), situation, benefits));
}

} // namespace

web::Routes offers_routes()
{
    using http::Method;
    return {
        {Method::get, "/", web::signed_in, get_dashboard, "Membership, open orders and what to do next."},
        {Method::get, "/offers", Capability::view_offers, get_offers,
         "Offers for sale and purchased offers."},
        {Method::get, "/offers/compare", Capability::view_offers, get_compare,
         "Fee and benefits side by side."},
    };
}

} // namespace kvitt::purchase
