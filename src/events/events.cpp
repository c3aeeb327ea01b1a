#include "events/events.h"

#include "base/secret.h"
#include "events/events_store.h"

namespace kvitt::events
{
namespace
{

constexpr std::chrono::minutes unsealed_time_max{1};
constexpr std::int64_t chain_page_rows = 1000;
const std::string chain_start(64, '0');

void add(std::string& to, const std::string& field)
{
    to += std::to_string(field.size()) + ":" + field + ",";
}
void add(std::string& to, std::int64_t field) { add(to, std::to_string(field)); }
template <class T> void add(std::string& to, const std::optional<T>& field)
{
    if (field)
        add(to, *field);
    else
        to += "-,";
}

// Everything that an event says, each field with its length before it: who and when are sealed like what.
template <class Row> std::string sealed_text(const Row& event)
{
    std::string text;
    add(text, event.at.us());
    add(text, event.machine_at.us());
    add(text, event.kind);
    add(text, std::string(enum_text(event.actor_kind)));
    add(text, event.actor_id);
    add(text, event.actor_name);
    add(text, event.request_id);
    add(text, event.partner);
    add(text, event.order_number);
    add(text, event.receipt);
    add(text, event.body);
    return text;
}

// hash = SHA-256(previous hash, seq, event id, body hash); product.md. The body is the whole record (decision
// 0025).
template <class Row> std::string chain_hash(const std::string& previous, std::int64_t seq, const Row& event)
{
    return sha256_hex(previous + "," + std::to_string(seq) + "," + std::to_string(event.id) + "," +
                      sha256_hex(sealed_text(event)));
}

// The next links of the chain, as one snapshot gives them.
struct Seals
{
    std::int64_t after = 0;
    std::vector<SealedRow> rows;
};

Seals next_seals(Read& read)
{
    Seals seals;
    const auto last = try_last_sealed(read);
    seals.after = last ? last->seq : 0;
    std::int64_t seq = seals.after;
    std::string hash = last ? last->hash : chain_start;
    for (const EventRow& event : list_unsealed(read, seal_rows_max))
    {
        hash = chain_hash(hash, ++seq, event);
        seals.rows.push_back({seq, event.id, hash});
    }
    return seals;
}

} // namespace

Id<Event> record(Tx& tx, const Subject& subject, const char* kind, const json::value& body)
{
    const auto id = tx.new_id<Event>();
    const Actor& actor = tx.author().actor;
    std::optional<std::int64_t> partner;
    if (subject.partner)
        partner = subject.partner->value();
    insert_event(tx,
                 {id.value(), tx.now(), tx.machine_now(), kind, actor.kind, actor.id, actor.name,
                  tx.author().request_id, partner, subject.order_number, subject.receipt, json_text(body)});
    return id;
}

std::int64_t seal(Db& db, const store::Lease& lease)
{
    const Seals seals = db.read(next_seals);
    if (seals.rows.empty())
        return 0;
    return db.write(author_of(ActorKind::system), [&](Tx& tx) {
        store::check_lease(tx, lease);
        const auto last = try_last_sealed(tx);
        KVITT_ASSERT((last ? last->seq : 0) == seals.after); // nobody else seals while the lease is ours
        insert_sealed(tx, seals.rows);
        delete_unsealed_after(tx, seals.after);
        return static_cast<std::int64_t>(seals.rows.size());
    });
}

std::vector<SealedEvent> list_after(Read& read, std::int64_t seq, std::int64_t limit)
{
    return list_sealed_after(read, seq, limit);
}

std::vector<SealedEvent> list_for_order(Read& read, const std::string& order_number, std::int64_t limit)
{
    return list_sealed_for_order(read, order_number, limit);
}

std::optional<SealedEvent> try_find(Read& read, Id<Event> id) { return try_event(read, id); }

std::vector<std::string> chain_faults(Read& read)
{
    std::vector<std::string> faults;
    std::int64_t seq = 0;
    std::string hash = chain_start;
    for (;;)
    {
        const auto rows = list_chain_after(read, seq, chain_page_rows);
        for (const ChainRow& row : rows)
        {
            if (row.seq != seq + 1)
                faults.push_back("the sealed sequence jumps from " + std::to_string(seq) + " to " +
                                 std::to_string(row.seq));
            seq = row.seq;
            hash = chain_hash(hash, seq, row);
            if (hash != row.hash)
                faults.push_back("the seal of event " + std::to_string(seq) + " does not fit what it says");
            hash = row.hash;
        }
        if (rows.empty())
            break;
    }
    if (const auto lost = count_lost(read); lost > 0)
        faults.push_back(std::to_string(lost) + " events are neither sealed nor waiting for it");
    if (const auto late = count_unsealed_before(read, read.machine_now() - unsealed_time_max); late > 0)
        faults.push_back(std::to_string(late) + " events have waited for their seal for more than a minute");
    return faults;
}

} // namespace kvitt::events
