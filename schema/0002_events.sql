-- What happened: audit trail, API cursor, webhooks and notices all read the sealed sequence.
CREATE TABLE events (
    id BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    machine_at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id BIGINT NOT NULL,
    actor_name TEXT NOT NULL,
    request_id TEXT NOT NULL,
    partner BIGINT,
    order_number TEXT,
    receipt BIGINT,
    body TEXT NOT NULL
);
CREATE INDEX events_by_partner ON events (partner, id) WHERE partner IS NOT NULL;
CREATE INDEX events_by_order ON events (order_number, id) WHERE order_number IS NOT NULL;
CREATE TABLE events_unsealed (
    event BIGINT PRIMARY KEY REFERENCES events (id)
);
CREATE TABLE events_sealed (
    seq BIGINT PRIMARY KEY,
    event BIGINT NOT NULL UNIQUE REFERENCES events (id),
    hash TEXT NOT NULL
);
