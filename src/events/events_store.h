// SQL of the events room.
#pragma once

#include "events/audit.h"

namespace kvitt::events
{

struct EventRow
{
    std::int64_t id = 0;
    Instant at;
    Instant machine_at;
    std::string kind;
    ActorKind actor_kind = ActorKind::system;
    std::int64_t actor_id = 0;
    std::string actor_name;
    std::string request_id;
    std::optional<std::int64_t> partner;
    std::optional<std::string> order_number;
    std::optional<std::int64_t> receipt;
    std::string body;
};
BOOST_DESCRIBE_STRUCT(EventRow, (),
                      (id, at, machine_at, kind, actor_kind, actor_id, actor_name, request_id, partner,
                       order_number, receipt, body))

struct SealedRow
{
    std::int64_t seq = 0;
    std::int64_t event = 0;
    std::string hash;
};
BOOST_DESCRIBE_STRUCT(SealedRow, (), (seq, event, hash))

// An event beside its seal, for verifying.
struct ChainRow
{
    std::int64_t seq = 0;
    std::string hash;
    std::int64_t id = 0;
    Instant at;
    Instant machine_at;
    std::string kind;
    ActorKind actor_kind = ActorKind::system;
    std::int64_t actor_id = 0;
    std::string actor_name;
    std::string request_id;
    std::optional<std::int64_t> partner;
    std::optional<std::string> order_number;
    std::optional<std::int64_t> receipt;
    std::string body;
};
BOOST_DESCRIBE_STRUCT(ChainRow, (),
                      (seq, hash, id, at, machine_at, kind, actor_kind, actor_id, actor_name, request_id,
                       partner, order_number, receipt, body))

void insert_event(Tx& tx, const EventRow& row);
// In the order of their identifiers.
std::vector<EventRow> list_unsealed(Read& read, std::int64_t limit);
// Deletes the marks of events sealed after `seq`.
void delete_unsealed_after(Tx& tx, std::int64_t seq);
std::optional<SealedRow> try_last_sealed(Read& read);
std::optional<SealedRow> try_sealed(Read& read, std::int64_t seq);
void insert_sealed(Tx& tx, const std::vector<SealedRow>& rows);
std::vector<SealedEvent> list_sealed_after(Read& read, std::int64_t seq, std::int64_t limit);
std::vector<SealedEvent> list_sealed_for_order(Read& read, const std::string& order_number,
                                               std::int64_t limit);
std::optional<SealedEvent> try_event(Read& read, Id<Event> id);
// Newest first, before that seal.
std::vector<AuditEvent> list_audit(Read& read, std::int64_t before, std::int64_t limit);
std::vector<AuditEvent> list_audit_of_order(Read& read, const std::string& order_number, std::int64_t before,
                                            std::int64_t limit);
std::vector<AuditEvent> list_audit_of_partner(Read& read, Id<partners::Partner> partner, std::int64_t before,
                                              std::int64_t limit);
// Business time of the event with that seal.
std::optional<Instant> try_sealed_at(Read& read, std::int64_t seq);
std::vector<ChainRow> list_chain_after(Read& read, std::int64_t seq, std::int64_t limit);
std::int64_t count_lost(Read& read);
std::int64_t count_unsealed_before(Read& read, Instant machine_at);

} // namespace kvitt::events
