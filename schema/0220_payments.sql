-- Money that came in. Never deleted; with or without an order.
CREATE TABLE payments_receipts (
    id BIGINT PRIMARY KEY,
    entry BIGINT UNIQUE,
    receiving_account TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    payment_date TEXT NOT NULL,
    booking_date TEXT,
    value_date TEXT,
    payer_name TEXT,
    payer_account TEXT,
    remittance TEXT NOT NULL,
    bank_ref TEXT,
    state TEXT NOT NULL CHECK (state IN ('unmatched', 'suggested', 'held', 'allocated', 'credit', 'returned')),
    reasons TEXT NOT NULL,
    candidates TEXT NOT NULL,
    partner BIGINT REFERENCES partners_partners (id),
    received_at BIGINT NOT NULL
);
CREATE INDEX payments_receipts_by_state ON payments_receipts (state, id);
CREATE INDEX payments_receipts_by_partner ON payments_receipts (partner, id) WHERE partner IS NOT NULL;
-- The part of a receipt, or of partner credit (receipt null), applied to an order; a reversal is a negative row.
CREATE TABLE payments_allocations (
    id BIGINT PRIMARY KEY,
    order_number TEXT NOT NULL,
    receipt BIGINT REFERENCES payments_receipts (id),
    amount BIGINT NOT NULL CHECK (amount <> 0),
    currency TEXT NOT NULL,
    event BIGINT NOT NULL, -- in events, written at the end of the same transaction
    at BIGINT NOT NULL
);
CREATE INDEX payments_allocations_by_order ON payments_allocations (order_number);
CREATE INDEX payments_allocations_by_receipt ON payments_allocations (receipt) WHERE receipt IS NOT NULL;
-- Movements of partner credit: in from a receipt or a closed order, out to an order or back to the sender.
CREATE TABLE payments_credits (
    id BIGINT PRIMARY KEY,
    partner BIGINT NOT NULL REFERENCES partners_partners (id),
    receipt BIGINT REFERENCES payments_receipts (id),
    order_number TEXT,
    amount BIGINT NOT NULL CHECK (amount <> 0),
    currency TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('closed_order', 'excess', 'released', 'consumed', 'returned')),
    event BIGINT NOT NULL, -- in events, written at the end of the same transaction
    at BIGINT NOT NULL
);
CREATE INDEX payments_credits_by_partner ON payments_credits (partner, currency);
CREATE INDEX payments_credits_by_receipt ON payments_credits (receipt) WHERE receipt IS NOT NULL;
-- How far the statements of a receiving account reach (domain.md A4).
CREATE TABLE payments_coverage (
    receiving_account TEXT PRIMARY KEY,
    until_day TEXT NOT NULL
);
