// What the audit trail's pages say: the search, what it found, and one event whole. Pure.
#pragma once

#include "events/audit.h"
#include "http/page.h"
#include "web/parts.h"

namespace kvitt::reports
{

struct ChoiceView
{
    std::string code;
    std::string word;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(ChoiceView, (), (code, word, chosen))

// An event in a list: the partner's timeline shows the same.
struct EventRowView
{
    http::Url url;
    bool linked = false; // the reader may open it
    std::string when;
    std::string what;
    std::string kind;
    std::string who;
    std::vector<web::ActionView> links;
};
BOOST_DESCRIBE_STRUCT(EventRowView, (), (url, linked, when, what, kind, who, links))

struct EventRights
{
    bool audit = false;    // may open the event itself
    bool receipts = false; // may see payments
};
EventRowView event_row(const http::RenderContext& context, const events::AuditEvent& event,
                       const EventRights& rights, const std::optional<std::string>& partner_id);

struct AuditQuestion
{
    std::string q;
    std::string actor;
    std::string kind;
    std::string actor_kind;
    std::string partner_id;
    std::string order;
    std::string from;
    std::string until;
};
BOOST_DESCRIBE_STRUCT(AuditQuestion, (), (q, actor, kind, actor_kind, partner_id, order, from, until))

struct AuditView
{
    AuditQuestion asked;
    std::vector<ChoiceView> kinds;
    std::vector<ChoiceView> actor_kinds;
    std::string partner_id_label;
    bool filtered = false;
    bool any = false;
    std::vector<EventRowView> rows;
    std::optional<http::Url> next;
    std::optional<http::Url> further; // it was not searched to the end
    http::Url csv;
};
BOOST_DESCRIBE_STRUCT(AuditView, (),
                      (asked, kinds, actor_kinds, partner_id_label, filtered, any, rows, next, further, csv))

struct AuditInput
{
    AuditQuestion asked;
    events::AuditPage found;
    std::vector<std::optional<std::string>> partner_ids; // of the events found
    std::string partner_id_label;
    EventRights rights;
};
// The address of the list with these filters.
http::Url audit_url(const char* path, const AuditQuestion& asked);
AuditView audit_view(const http::RenderContext& context, const AuditInput& input);

struct AuditEventView
{
    std::string title;
    std::vector<web::FactView> facts;
    std::vector<web::ActionView> links;
    std::string body;
    bool any_journal = false;
    std::vector<web::ActionView> journal;
};
BOOST_DESCRIBE_STRUCT(AuditEventView, (), (title, facts, links, body, any_journal, journal))

AuditEventView audit_event_view(const http::RenderContext& context, const events::AuditEvent& event,
                                const EventRights& rights, const std::optional<std::string>& partner_id);

} // namespace kvitt::reports
