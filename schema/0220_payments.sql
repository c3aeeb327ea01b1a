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
CREATE INDEX payments_receipts_by_bank_ref ON payments_receipts (bank_ref) WHERE bank_ref IS NOT NULL;
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
    kind TEXT NOT NULL CHECK (kind IN ('closed_order', 'excess', 'released', 'by_hand', 'consumed', 'returned',
                                       'taken_back')),
    event BIGINT NOT NULL, -- in events, written at the end of the same transaction
    at BIGINT NOT NULL
);
CREATE INDEX payments_credits_by_partner ON payments_credits (partner, currency);
CREATE INDEX payments_credits_by_receipt ON payments_credits (receipt) WHERE receipt IS NOT NULL;
-- Money that leaves again: sent back by the desk, or taken back by the bank (A28).
CREATE TABLE payments_returns (
    id BIGINT PRIMARY KEY,
    receipt BIGINT NOT NULL REFERENCES payments_receipts (id),
    partner BIGINT REFERENCES partners_partners (id), -- whose credit it was; null: it had no place
    amount BIGINT NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('by_desk', 'by_bank', 'withdrawn')),
    state TEXT NOT NULL CHECK (state IN ('decided', 'done', 'undone')), -- done: it has left the bank account
    to_name TEXT,
    to_account TEXT,
    reason TEXT,
    decided_by TEXT NOT NULL,
    entry BIGINT, -- the bank line with which it left
    event BIGINT NOT NULL, -- in events, written at the end of the same transaction
    at BIGINT NOT NULL,
    done_on TEXT,
    CHECK ((state = 'decided') = (done_on IS NULL))
);
CREATE INDEX payments_returns_by_receipt ON payments_returns (receipt);
CREATE INDEX payments_returns_by_entry ON payments_returns (entry) WHERE entry IS NOT NULL;
CREATE INDEX payments_returns_decided ON payments_returns (at, id) WHERE state = 'decided';
-- Money in another currency than the order's, accepted by a person at a written rate (A19): what had no place of
-- `receipt` became `into_receipt`, which has no bank line of its own.
CREATE TABLE payments_exchanges (
    into_receipt BIGINT PRIMARY KEY REFERENCES payments_receipts (id),
    receipt BIGINT NOT NULL REFERENCES payments_receipts (id),
    amount BIGINT NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    into_amount BIGINT NOT NULL CHECK (into_amount > 0),
    into_currency TEXT NOT NULL,
    rate TEXT NOT NULL, -- as the person wrote it, with its source
    decided_by TEXT NOT NULL,
    event BIGINT NOT NULL, -- in events, written at the end of the same transaction
    at BIGINT NOT NULL,
    CHECK (currency <> into_currency)
);
CREATE INDEX payments_exchanges_by_receipt ON payments_exchanges (receipt);
-- What finance has to see to, because no rule may decide it.
CREATE TABLE payments_cases (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('bank_return', 'unknown_return', 'discount_unearned', 'return_wanted')),
    partner BIGINT REFERENCES partners_partners (id),
    order_number TEXT,
    receipt BIGINT REFERENCES payments_receipts (id),
    entry BIGINT,
    amount BIGINT NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    closed_by TEXT,
    note TEXT,
    CHECK ((closed_at IS NULL) = (closed_by IS NULL))
);
CREATE INDEX payments_cases_open ON payments_cases (opened_at, id) WHERE closed_at IS NULL;
CREATE INDEX payments_cases_by_partner ON payments_cases (partner, id) WHERE partner IS NOT NULL;
-- How far the statements of a receiving account reach (domain.md A4).
CREATE TABLE payments_coverage (
    receiving_account TEXT PRIMARY KEY,
    until_day TEXT NOT NULL,
    opening BIGINT, -- with which the account's books begin, where a statement told it
    opening_currency TEXT,
    opened_on TEXT,
    CHECK ((opening IS NULL) = (opening_currency IS NULL) AND (opening IS NULL) = (opened_on IS NULL))
);
