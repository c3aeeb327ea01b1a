-- Business time is machine time + offset_us. It only moves forward, and only where movable = 1.
CREATE TABLE store_clock (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    offset_us BIGINT NOT NULL CHECK (offset_us >= 0),
    movable BIGINT NOT NULL CHECK (movable IN (0, 1)),
    time_zone TEXT NOT NULL
);
INSERT INTO store_clock (id, offset_us, movable, time_zone) VALUES (1, 0, 0, 'UTC');

CREATE TABLE store_leases (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    until_at BIGINT NOT NULL,
    fence BIGINT NOT NULL
);
