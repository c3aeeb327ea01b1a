#include "reports/partners_http.h"

#include "base/text_value.h"
#include "reports/partners_views.h"
#include "web/context.h"
#include "web/csv.h"
#include "web/exports.h"

namespace kvitt::reports
{
namespace
{

using access::Capability;
using http::Method;
using http::Response;
using partners::Partner;
using web::Context;

constexpr std::int64_t page_rows = 50;
constexpr std::int64_t orders_shown_max = 20;
constexpr std::size_t search_characters_max = 100;
constexpr std::size_t partner_id_characters = 7;

struct PartnersQuery
{
    std::optional<Text<search_characters_max>> q;
    std::optional<Id<Partner>> after;
};
BOOST_DESCRIBE_STRUCT(PartnersQuery, (), (q, after))

// By name or the beginning of its own ID, or by any whole ID that leads to it (A20).
std::vector<Partner> found(Read& read, const PartnersQuery& query, std::int64_t limit)
{
    if (!query.q)
        return partners::list_by_name_after(read, query.after, limit);
    const std::string text(query.q->text());
    auto out = partners::search(read, text, limit);
    if (!out.empty() || text.size() != partner_id_characters)
        return out;
    if (const auto id = partners::try_resolve_partner_id(read, text))
        out.push_back(partners::find(read, *id));
    return out;
}

Response get_partners(Context& c)
{
    const auto query = c.query<PartnersQuery>();
    PartnersInput input;
    input.text = query.q ? std::string(query.q->text()) : "";
    c.read([&](Read& read) {
        for (Partner& partner : found(read, query, page_rows + 1))
            input.lines.push_back({std::move(partner), {}});
        input.more = static_cast<std::int64_t>(input.lines.size()) > page_rows;
        if (input.more)
            input.lines.pop_back();
        for (PartnerLine& line : input.lines)
            if (c.may(Capability::view_receipts))
                line.credit = payments::credits_of(read, line.partner.id);
        input.partner_id_label = catalogue::programme(read).partner_id_label;
    });
    input.more = input.more && !query.q; // a search tells the first; narrow it for others
    return c.page("reports/partners", partners_view(c.render_context(), input));
}

Response get_partners_csv(Context& c)
{
    const auto query = c.query<PartnersQuery>();
    web::Csv csv({"partner_id", "legal_name", "country", "currency", "tax_id", "verification", "suspended"});
    const auto all = c.read([&](Read& read) { return found(read, query, web::csv_rows_max); });
    for (const Partner& one : all)
    {
        csv.plain(one.partner_id).outside(one.legal_name).plain(one.country).plain(one.currency.text());
        csv.outside(one.tax_id).plain(enum_text(one.verification)).plain(one.suspended ? "yes" : "no");
        csv.end_row();
    }
    web::record_export(c, "partners", csv.rows());
    return std::move(csv).download("partners.csv", csv.rows() == web::csv_rows_max);
}

struct PartnerQuery
{
    std::optional<std::int64_t> before;
};
BOOST_DESCRIBE_STRUCT(PartnerQuery, (), (before))

Response get_partner(Context& c)
{
    const auto query = c.query<PartnerQuery>();
    const std::string given = c.param("partner_id");
    PartnerInput input;
    c.read([&](Read& read) {
        const auto id = partners::try_resolve_partner_id(read, given);
        require(id.has_value(), partners::partner_not_found);
        input.partner = partners::find(read, *id);
        input.partner_ids = partners::list_partner_ids(read, *id);
        input.partner_id_label = catalogue::programme(read).partner_id_label;
        input.rights = {c.may(Capability::desk_audit), c.may(Capability::view_receipts)};
        if (input.rights.receipts)
            input.credit = payments::credits_of(read, *id);
        input.memberships = memberships::list_for_partner(read, *id);
        orders::OrderFilter orders;
        orders.partner = *id;
        orders.limit = orders_shown_max;
        input.orders = orders::list(read, orders);
        events::AuditFilter timeline;
        timeline.partner = *id;
        timeline.before = query.before;
        timeline.limit = page_rows;
        input.timeline = events::search_audit(read, timeline);
        input.now = read.now();
    });
    return c.page("reports/partner", partner_view(c.render_context(), input));
}

} // namespace

web::Routes partner_routes()
{
    return {
        {Method::get, "/desk/partners", Capability::desk_read, get_partners,
         "Companies: search by name or any partner ID."},
        {Method::get, "/desk/partners.csv", Capability::desk_read, get_partners_csv, "The same as CSV."},
        {Method::get, "/desk/partners/{partner_id}", Capability::desk_read, get_partner,
         "One company, and everything that ever happened to it."},
    };
}

} // namespace kvitt::reports
