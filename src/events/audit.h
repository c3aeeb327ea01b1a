// Reading the audit trail: every event, newest first by its seal, narrowed by what is known of it. Events of
// one partner or order are read by their index; anything else walks back from the newest and looks at no more
// than so many, saying how far it came.
#pragma once

#include "events/events.h"

namespace kvitt::events
{

// Events that one search looks at.
inline constexpr std::int64_t audit_searched_max = 20'000;

struct AuditEvent
{
    std::int64_t seq = 0;
    std::string hash;
    Id<Event> event;
    Instant at;
    Instant machine_at;
    std::string kind;
    ActorKind actor_kind = ActorKind::system;
    std::string actor_name;
    std::string request_id;
    std::optional<Id<partners::Partner>> partner;
    std::optional<std::string> order_number;
    std::optional<std::int64_t> receipt;
    json::value body;
};
BOOST_DESCRIBE_STRUCT(AuditEvent, (),
                      (seq, hash, event, at, machine_at, kind, actor_kind, actor_name, request_id, partner,
                       order_number, receipt, body))

struct AuditFilter
{
    std::optional<ActorKind> actor_kind;
    std::string actor; // part of the name, folded
    std::optional<std::string> kind;
    std::optional<Id<partners::Partner>> partner;
    std::optional<std::string> order_number;
    std::string text; // anywhere in the body, folded
    std::optional<Instant> from;
    std::optional<Instant> until;       // not among them
    std::optional<std::int64_t> before; // seq; the cursor
    std::int64_t limit = 50;
};

struct AuditPage
{
    std::vector<AuditEvent> events;
    // Where the next page begins; nothing at the end of the trail.
    std::optional<std::int64_t> before;
    bool cut_short = false; // it looked at audit_searched_max without finding enough
};
AuditPage search_audit(Read& read, const AuditFilter& filter);

// A place in the chain, as an address names it.
class SealNumber
{
  public:
    // Throws Invalid.
    static SealNumber parse(std::string_view text);
    std::int64_t value() const { return value_; }

  private:
    explicit SealNumber(std::int64_t value) : value_(value) {}
    std::int64_t value_ = 0;
};

inline const Refusal event_not_found{RefusalKind::not_found, "event_not_found", "There is no such event."};
AuditEvent find_audited(Read& read, std::int64_t seq);

} // namespace kvitt::events
