-- Results of writes under the client's idempotency key, kept for a day of machine time.
CREATE TABLE web_idempotency (
    actor TEXT NOT NULL,
    route TEXT NOT NULL,
    key TEXT NOT NULL,
    input_hash TEXT NOT NULL,
    result TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (actor, route, key)
);
CREATE INDEX web_idempotency_by_at ON web_idempotency (at);
