#include "events/events_store.h"

namespace kvitt::events
{
namespace
{

struct UnsealedRow
{
    std::int64_t event = 0;
};
BOOST_DESCRIBE_STRUCT(UnsealedRow, (), (event))

} // namespace

void insert_event(Tx& tx, const EventRow& row)
{
    tx.insert_later("events", row);
    tx.insert_later("events_unsealed", UnsealedRow{row.id});
}

std::vector<EventRow> list_unsealed(Read& read, std::int64_t limit)
{
    static const Sql sql("events::list_unsealed", R"(
        SELECT e.id, e.at, e.machine_at, e.kind, e.actor_kind, e.actor_id, e.actor_name, e.request_id,
               e.partner, e.order_number, e.receipt, e.body
        FROM events_unsealed u JOIN events e ON e.id = u.event
        ORDER BY u.event LIMIT $1)");
    return read.list<EventRow>(sql, limit);
}

void delete_unsealed_after(Tx& tx, std::int64_t seq)
{
    static const Sql sql("events::delete_unsealed_after", R"(
        DELETE FROM events_unsealed WHERE event IN (SELECT event FROM events_sealed WHERE seq > $1))");
    tx.run(sql, seq);
}

std::optional<SealedRow> try_last_sealed(Read& read)
{
    static const Sql sql("events::try_last_sealed",
                         "SELECT seq, event, hash FROM events_sealed ORDER BY seq DESC LIMIT 1");
    return read.try_one<SealedRow>(sql);
}

std::optional<SealedRow> try_sealed(Read& read, std::int64_t seq)
{
    static const Sql sql("events::try_sealed", "SELECT seq, event, hash FROM events_sealed WHERE seq = $1");
    return read.try_one<SealedRow>(sql, seq);
}

void insert_sealed(Tx& tx, const std::vector<SealedRow>& rows) { tx.insert_all("events_sealed", rows); }

std::vector<SealedEvent> list_sealed_after(Read& read, std::int64_t seq, std::int64_t limit)
{
    static const Sql sql("events::list_sealed_after", R"(
        SELECT s.seq, e.id AS event, e.at, e.kind, e.actor_kind, e.actor_name, e.partner, e.order_number,
            e.body
        FROM events_sealed s JOIN events e ON e.id = s.event WHERE s.seq > $1 ORDER BY s.seq LIMIT $2)");
    return read.list<SealedEvent>(sql, seq, limit);
}

std::vector<SealedEvent> list_sealed_for_order(Read& read, const std::string& order_number,
                                               std::int64_t limit)
{
    static const Sql sql("events::list_sealed_for_order", R"(
        SELECT s.seq, e.id AS event, e.at, e.kind, e.actor_kind, e.actor_name, e.partner, e.order_number,
            e.body
        FROM events e JOIN events_sealed s ON s.event = e.id WHERE e.order_number = $1
        ORDER BY s.seq LIMIT $2)");
    return read.list<SealedEvent>(sql, order_number, limit);
}

std::optional<SealedEvent> try_event(Read& read, Id<Event> id)
{
    static const Sql sql("events::try_event", R"(
        SELECT coalesce(s.seq, 0) AS seq, e.id AS event, e.at, e.kind, e.actor_kind, e.actor_name, e.partner,
               e.order_number, e.body
        FROM events e LEFT JOIN events_sealed s ON s.event = e.id WHERE e.id = $1)");
    return read.try_one<SealedEvent>(sql, id);
}

namespace
{

const std::string select_audit = R"(
    SELECT s.seq, s.hash, e.id AS event, e.at, e.machine_at, e.kind, e.actor_kind, e.actor_name,
           e.request_id, e.partner, e.order_number, e.receipt, e.body )";

} // namespace

std::vector<AuditEvent> list_audit(Read& read, std::int64_t before, std::int64_t limit)
{
    static const std::string text = select_audit + R"(
        FROM events_sealed s JOIN events e ON e.id = s.event
        WHERE s.seq < $1 ORDER BY s.seq DESC LIMIT $2)";
    static const Sql sql("events::list_audit", text.c_str());
    return read.list<AuditEvent>(sql, before, limit);
}

std::vector<AuditEvent> list_audit_of_order(Read& read, const std::string& order_number, std::int64_t before,
                                            std::int64_t limit)
{
    static const std::string text = select_audit + R"(
        FROM events e JOIN events_sealed s ON s.event = e.id
        WHERE e.order_number = $1 AND s.seq < $2 ORDER BY e.id DESC LIMIT $3)";
    static const Sql sql("events::list_audit_of_order", text.c_str());
    return read.list<AuditEvent>(sql, order_number, before, limit);
}

std::vector<AuditEvent> list_audit_of_partner(Read& read, Id<partners::Partner> partner, std::int64_t before,
                                              std::int64_t limit)
{
    static const std::string text = select_audit + R"(
        FROM events e JOIN events_sealed s ON s.event = e.id
        WHERE e.partner = $1 AND s.seq < $2 ORDER BY e.id DESC LIMIT $3)";
    static const Sql sql("events::list_audit_of_partner", text.c_str());
    return read.list<AuditEvent>(sql, partner, before, limit);
}

std::optional<Instant> try_sealed_at(Read& read, std::int64_t seq)
{
    static const Sql sql("events::try_sealed_at", R"(
        SELECT e.at FROM events_sealed s JOIN events e ON e.id = s.event WHERE s.seq = $1)");
    return read.try_value<Instant>(sql, seq);
}

std::vector<ChainRow> list_chain_after(Read& read, std::int64_t seq, std::int64_t limit)
{
    static const Sql sql("events::list_chain_after", R"(
        SELECT s.seq, s.hash, e.id, e.at, e.machine_at, e.kind, e.actor_kind, e.actor_id, e.actor_name,
               e.request_id, e.partner, e.order_number, e.receipt, e.body
        FROM events_sealed s JOIN events e ON e.id = s.event
        WHERE s.seq > $1 ORDER BY s.seq LIMIT $2)");
    return read.list<ChainRow>(sql, seq, limit);
}

std::int64_t count_lost(Read& read)
{
    static const Sql sql("events::count_lost", R"(
        SELECT count(*) FROM events e
        WHERE NOT EXISTS (SELECT 1 FROM events_sealed s WHERE s.event = e.id)
          AND NOT EXISTS (SELECT 1 FROM events_unsealed u WHERE u.event = e.id))");
    return read.value<std::int64_t>(sql);
}

std::int64_t count_unsealed_before(Read& read, Instant machine_at)
{
    static const Sql sql("events::count_unsealed_before", R"(
        SELECT count(*) FROM events_unsealed u
        WHERE (SELECT e.machine_at FROM events e WHERE e.id = u.event) < $1)");
    return read.value<std::int64_t>(sql, machine_at);
}

} // namespace kvitt::events
