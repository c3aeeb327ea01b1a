-- The partner asks, the desk decides: an order on which something was done cannot be cancelled at once (A7).
-- `closed`: money, the deadline or a replacement came first.
CREATE TABLE orders_cancel_requests (
    id BIGINT PRIMARY KEY,
    order_number TEXT NOT NULL REFERENCES orders_orders (number),
    partner BIGINT NOT NULL REFERENCES partners_partners (id),
    reason TEXT,
    money_to TEXT NOT NULL CHECK (money_to IN ('credit', 'payer')),
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'granted', 'refused', 'withdrawn', 'closed')),
    decided_by TEXT,
    decided_at BIGINT,
    answer TEXT,
    CHECK ((state = 'open') = (decided_at IS NULL)),
    CHECK (state <> 'refused' OR answer IS NOT NULL)
);
CREATE UNIQUE INDEX orders_cancel_requests_open ON orders_cancel_requests (order_number) WHERE state = 'open';
CREATE INDEX orders_cancel_requests_by_order ON orders_cancel_requests (order_number, asked_at);
CREATE INDEX orders_cancel_requests_queue ON orders_cancel_requests (asked_at, order_number) WHERE state = 'open';
-- Orders that have to do with each other. replaced: the earlier was cancelled for the later, in one transaction.
-- followed: the later was ordered after the earlier had ended, or its money pays it (A6). upgraded: the earlier's
-- membership earned the later's discount (1j).
CREATE TABLE orders_links (
    earlier TEXT NOT NULL REFERENCES orders_orders (number),
    later TEXT NOT NULL REFERENCES orders_orders (number),
    kind TEXT NOT NULL CHECK (kind IN ('replaced', 'followed', 'upgraded')),
    price_kept BIGINT NOT NULL CHECK (price_kept IN (0, 1)), -- the earlier's frozen net holds for the later (A6)
    PRIMARY KEY (earlier, later)
);
CREATE INDEX orders_links_by_later ON orders_links (later);
-- Money that left an order again (A28), and what became of the order.
CREATE TABLE orders_losses (
    id BIGINT PRIMARY KEY,
    order_number TEXT NOT NULL REFERENCES orders_orders (number),
    receipt BIGINT NOT NULL REFERENCES payments_receipts (id),
    cause TEXT NOT NULL CHECK (cause IN ('undone', 'bank_return')),
    amount BIGINT NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    was TEXT NOT NULL,      -- the order's state before
    became TEXT NOT NULL,   -- and after
    note TEXT,              -- of the person who undid it
    at BIGINT NOT NULL
);
CREATE INDEX orders_losses_by_order ON orders_losses (order_number, at);
