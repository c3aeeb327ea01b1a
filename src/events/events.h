// What happened, written in the same transaction as the change: audit trail, API cursor, webhooks and notices
// all read it. A verb only inserts; one sealer per database puts events in order and chains their hashes
// (product.md, "Hot rows there must not be").
#pragma once

#include "store/leases.h"

namespace kvitt::partners
{
struct Partner;
}

namespace kvitt::events
{

struct Event;

// Rows the sealer takes in one transaction.
inline constexpr std::int64_t seal_rows_max = 200;

// What the event is about, for search.
struct Subject
{
    std::optional<Id<partners::Partner>> partner;
    std::optional<std::string> order_number;
    std::optional<std::int64_t> receipt;
};

Id<Event> record(Tx& tx, const Subject& subject, const char* kind, const json::value& body);

// A body is a described struct with `static constexpr const char* kind`, in the past tense.
template <Described Body> Id<Event> record(Tx& tx, const Subject& subject, const Body& body)
{
    return record(tx, subject, Body::kind, to_json(body));
}

// Seals at most seal_rows_max events; answers how many. The caller holds the lease `sealer`. Reads and hashes
// before it asks for the writer's time.
std::int64_t seal(Db& db, const store::Lease& lease);

struct SealedEvent
{
    std::int64_t seq = 0;
    Id<Event> event;
    Instant at;
    std::string kind;
    ActorKind actor_kind = ActorKind::system;
    std::string actor_name;
    std::optional<Id<partners::Partner>> partner;
    std::optional<std::string> order_number;
    json::value body;
};
BOOST_DESCRIBE_STRUCT(SealedEvent, (),
                      (seq, event, at, kind, actor_kind, actor_name, partner, order_number, body))

// The only order in which anyone reads events: by seq, gapless.
std::vector<SealedEvent> list_after(Read& read, std::int64_t seq, std::int64_t limit);
// What has been sealed about one order, oldest first.
std::vector<SealedEvent> list_for_order(Read& read, const std::string& order_number, std::int64_t limit);

// One event, sealed or not; seq is 0 while it is not sealed.
std::optional<SealedEvent> try_find(Read& read, Id<Event> id);

// Faults in the chain, in words; empty if every event is sealed in an unbroken chain or unsealed for less
// than a minute of machine time.
std::vector<std::string> chain_faults(Read& read);

} // namespace kvitt::events
