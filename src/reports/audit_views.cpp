#include "reports/audit_views.h"

#include "http/locale.h"
#include "http/messages.h"
#include "orders/number.h"
#include "web/event_words.h"

#include <algorithm>

namespace kvitt::reports
{
namespace
{

using events::AuditEvent;
using http::Language;
using http::RenderContext;
using http::translate;

std::string who_words(Language language, const AuditEvent& event)
{
    switch (event.actor_kind)
    {
    case ActorKind::user:
    case ActorKind::api_key:
        return event.actor_name;
    case ActorKind::clock:
        return translate(language, "The clock");
    case ActorKind::bank:
        return translate(language, "The bank");
    case ActorKind::gateway:
        return translate(language, "The card gateway");
    case ActorKind::system:
        return translate(language, "The system");
    }
    return event.actor_name;
}

const char* actor_kind_words(ActorKind kind)
{
    switch (kind)
    {
    case ActorKind::user:
        return msg("A person");
    case ActorKind::api_key:
        return msg("A program");
    case ActorKind::clock:
        return msg("The clock");
    case ActorKind::bank:
        return msg("The bank");
    case ActorKind::gateway:
        return msg("The card gateway");
    case ActorKind::system:
        return msg("The system");
    }
    return "";
}

std::vector<web::ActionView> links_of(Language language, const AuditEvent& event, const EventRights& rights,
                                      const std::optional<std::string>& partner_id)
{
    std::vector<web::ActionView> out;
    if (event.order_number)
        out.push_back({http::url("/desk/orders/{}", *event.order_number),
                       orders::OrderNumber::parse(*event.order_number).shown()});
    if (event.receipt && rights.receipts)
        out.push_back(
            {http::url("/desk/receipts/{}", id_text(*event.receipt)), translate(language, "The receipt")});
    if (partner_id)
        out.push_back({http::url("/desk/partners/{}", *partner_id), *partner_id});
    return out;
}

std::vector<ChoiceView> kind_choices(Language language, const std::string& chosen)
{
    std::vector<ChoiceView> out;
    for (const std::string& kind : web::event_kinds_with_words())
        out.push_back({kind, web::event_words(language, kind), kind == chosen});
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.word < b.word; });
    return out;
}

std::vector<ChoiceView> actor_choices(Language language, const std::string& chosen)
{
    std::vector<ChoiceView> out;
    for (const ActorKind kind : {ActorKind::user, ActorKind::api_key, ActorKind::clock, ActorKind::bank,
                                 ActorKind::gateway, ActorKind::system})
        out.push_back(
            {enum_text(kind), translate(language, actor_kind_words(kind)), enum_text(kind) == chosen});
    return out;
}

} // namespace

EventRowView event_row(const RenderContext& context, const AuditEvent& event, const EventRights& rights,
                       const std::optional<std::string>& partner_id)
{
    return {http::url("/desk/audit/{}", event.seq),
            rights.audit,
            http::instant_text(context.language, event.at, context.zone),
            web::event_words(context.language, event.kind),
            event.kind,
            who_words(context.language, event),
            links_of(context.language, event, rights, partner_id)};
}

http::Url audit_url(const char* path, const AuditQuestion& asked)
{
    http::Url url = http::url(path);
    each_field(asked, [&](std::string_view name, const std::string& value) {
        if (!value.empty())
            url = url.with(name, value);
    });
    return url;
}

AuditView audit_view(const RenderContext& context, const AuditInput& input)
{
    AuditView view;
    view.asked = input.asked;
    view.kinds = kind_choices(context.language, input.asked.kind);
    view.actor_kinds = actor_choices(context.language, input.asked.actor_kind);
    view.partner_id_label = input.partner_id_label;
    for (std::size_t at = 0; at < input.found.events.size(); ++at)
        view.rows.push_back(
            event_row(context, input.found.events[at], input.rights, input.partner_ids.at(at)));
    view.any = !view.rows.empty();
    each_field(input.asked, [&](std::string_view, const std::string& value) {
        view.filtered = view.filtered || !value.empty();
    });
    if (input.found.before)
    {
        const auto url = audit_url("/desk/audit", input.asked).with("before", *input.found.before);
        (input.found.cut_short ? view.further : view.next) = url;
    }
    view.csv = audit_url("/desk/audit.csv", input.asked);
    return view;
}

AuditEventView audit_event_view(const RenderContext& context, const AuditEvent& event,
                                const EventRights& rights, const std::optional<std::string>& partner_id)
{
    const Language language = context.language;
    AuditEventView view;
    view.title = web::event_words(language, event.kind);
    const auto add = [&](const char* label, std::string value) {
        if (!value.empty())
            view.facts.push_back({translate(language, label), std::move(value), std::nullopt});
    };
    add(msg("When"), http::instant_text(language, event.at, context.zone));
    add(msg("By the machine's clock"), event.machine_at.text());
    add(msg("Who"), who_words(language, event));
    add(msg("Request"), event.request_id);
    add(msg("Kind"), event.kind);
    add(msg("Number in the chain"), std::to_string(event.seq));
    add(msg("Seal"), event.hash);
    view.links = links_of(language, event, rights, partner_id);
    view.body = json_pretty(event.body);
    return view;
}

} // namespace kvitt::reports
