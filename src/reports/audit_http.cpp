#include "reports/audit_http.h"

#include "base/text.h"
#include "base/text_value.h"
#include "catalogue/catalogue.h"
#include "orders/number.h"
#include "partners/partners.h"
#include "reports/audit_views.h"
#include "reports/journal_views.h"
#include "web/context.h"
#include "web/csv.h"
#include "web/event_words.h"
#include "web/exports.h"

namespace kvitt::reports
{
namespace
{

using access::Capability;
using events::AuditEvent;
using http::Method;
using http::Response;
using web::Context;

constexpr std::int64_t page_rows = 50;
constexpr std::int64_t journal_rows_max = 50;
constexpr std::size_t search_characters_max = 100;
using SearchText = Text<search_characters_max>;

struct AuditQuery
{
    std::optional<SearchText> q;
    std::optional<SearchText> actor;
    std::optional<SearchText> kind;
    std::optional<ActorKind> actor_kind;
    std::optional<SearchText> partner_id;
    std::optional<orders::OrderNumber> order;
    std::optional<Date> from;
    std::optional<Date> until;
    std::optional<std::int64_t> before;
};
BOOST_DESCRIBE_STRUCT(AuditQuery, (), (q, actor, kind, actor_kind, partner_id, order, from, until, before))

std::string text_of(const std::optional<SearchText>& value)
{
    return value ? std::string(value->text()) : "";
}

AuditQuestion question_of(const AuditQuery& query)
{
    return {text_of(query.q),
            text_of(query.actor),
            text_of(query.kind),
            query.actor_kind ? enum_text(*query.actor_kind) : "",
            text_of(query.partner_id),
            query.order ? query.order->text() : "",
            query.from ? query.from->text() : "",
            query.until ? query.until->text() : ""};
}

events::AuditFilter filter_of(Read& read, const AuditQuery& query, std::int64_t limit)
{
    events::AuditFilter filter;
    filter.text = folded(text_of(query.q));
    filter.actor = folded(text_of(query.actor));
    if (query.kind)
        filter.kind = query.kind->text();
    filter.actor_kind = query.actor_kind;
    if (query.partner_id)
    {
        filter.partner = partners::try_resolve_partner_id(read, std::string(query.partner_id->text()));
        require(filter.partner.has_value(), partners::partner_not_found);
    }
    if (query.order)
        filter.order_number = query.order->text();
    if (query.from)
        filter.from = read.zone().start_of(*query.from);
    if (query.until)
        filter.until = read.zone().end_of(*query.until);
    filter.before = query.before;
    filter.limit = limit;
    return filter;
}

std::optional<std::string> partner_id_of(Read& read, const AuditEvent& event)
{
    return event.partner ? std::optional(partners::find(read, *event.partner).partner_id) : std::nullopt;
}

struct AuditSearched
{
    static constexpr const char* kind = "audit_searched";
    AuditQuestion filters;
};
BOOST_DESCRIBE_STRUCT(AuditSearched, (), (filters))

EventRights rights_of(const Context& c)
{
    return {c.may(Capability::desk_audit), c.may(Capability::view_receipts)};
}

// Looking for somebody's doings is a look worth telling; leafing on is not.
void record_search(Context& c, const AuditQuery& query)
{
    if (query.before)
        return;
    c.db().write(c.author(), [&](Tx& tx) { events::record(tx, {}, AuditSearched{question_of(query)}); });
}

Response get_audit(Context& c)
{
    const auto query = c.query<AuditQuery>();
    AuditInput input;
    input.asked = question_of(query);
    input.rights = rights_of(c);
    c.read([&](Read& read) {
        input.found = events::search_audit(read, filter_of(read, query, page_rows));
        for (const AuditEvent& event : input.found.events)
            input.partner_ids.push_back(partner_id_of(read, event));
        input.partner_id_label = catalogue::programme(read).partner_id_label;
    });
    record_search(c, query);
    return c.page("reports/audit", audit_view(c.render_context(), input));
}

Response get_audit_csv(Context& c)
{
    const auto query = c.query<AuditQuery>();
    web::Csv csv({"seq", "at", "machine_at", "kind", "actor_kind", "actor", "partner_id", "order", "receipt",
                  "request", "body", "hash"});
    bool cut = false;
    c.read([&](Read& read) {
        const auto found = events::search_audit(read, filter_of(read, query, web::csv_rows_max));
        cut = found.before.has_value();
        for (const AuditEvent& one : found.events)
        {
            csv.plain(one.seq).at(one.at).at(one.machine_at).plain(one.kind).plain(enum_text(one.actor_kind));
            csv.outside(one.actor_name).plain(partner_id_of(read, one).value_or(""));
            csv.plain(one.order_number.value_or("")).plain(one.receipt ? id_text(*one.receipt) : "");
            csv.plain(one.request_id).outside(json_text(one.body)).plain(one.hash).end_row();
        }
    });
    web::record_export(c, "audit", csv.rows());
    return std::move(csv).download("audit.csv", cut);
}

Response get_audit_event(Context& c)
{
    const auto input = c.param_as<events::SealNumber>("seq");
    return c.page("reports/audit_event", c.read([&](Read& read) {
        const AuditEvent event = events::find_audited(read, input.value());
        AuditEventView view =
            audit_event_view(c.render_context(), event, rights_of(c), partner_id_of(read, event));
        if (c.may(Capability::view_receipts))
            for (const auto& one : ledger::list_of_event(read, event.event, journal_rows_max))
                view.journal.push_back({transaction_url(one.journal_transaction),
                                        kind_words(c.language(), one.kind) + ", " + one.posting_date.text()});
        view.any_journal = !view.journal.empty();
        return view;
    }));
}

} // namespace

web::Routes audit_routes()
{
    return {
        {Method::get, "/desk/audit", Capability::desk_audit, get_audit,
         "The audit trail: search by text, person, kind, company, order and day."},
        {Method::get, "/desk/audit.csv", Capability::desk_audit, get_audit_csv, "The same as CSV."},
        {Method::get, "/desk/audit/{seq}", Capability::desk_audit, get_audit_event,
         "One event, its seal and what it posted."},
    };
}

} // namespace kvitt::reports
