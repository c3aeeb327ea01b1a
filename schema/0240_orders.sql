CREATE TABLE orders_orders (
    number TEXT PRIMARY KEY,
    partner BIGINT NOT NULL REFERENCES partners_partners (id),
    offer TEXT NOT NULL REFERENCES catalogue_offers (code),
    family TEXT NOT NULL,
    payment_method TEXT NOT NULL CHECK (payment_method IN ('card', 'bank_transfer')),
    state TEXT NOT NULL CHECK (state IN ('card_pending', 'awaiting_payment', 'active', 'failed', 'expired',
                                         'cancelled', 'refunded')),
    currency TEXT NOT NULL,
    list BIGINT NOT NULL,
    discount BIGINT NOT NULL,
    discount_code TEXT,
    net BIGINT NOT NULL,
    tax BIGINT NOT NULL,
    tax_rate BIGINT NOT NULL,
    tax_treatment TEXT NOT NULL,
    total BIGINT NOT NULL CHECK (total = net + tax AND net = list - discount),
    written_off BIGINT NOT NULL,
    agreement TEXT NOT NULL REFERENCES catalogue_agreements (version),
    accepted_by TEXT NOT NULL,
    accepted_at BIGINT NOT NULL,
    receiving_account TEXT REFERENCES catalogue_receiving_accounts (code),
    snapshot TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    closed_at BIGINT
);
CREATE UNIQUE INDEX orders_one_open ON orders_orders (partner, family)
    WHERE state IN ('card_pending', 'awaiting_payment');
CREATE INDEX orders_by_partner ON orders_orders (partner, created_at);
CREATE INDEX orders_by_state ON orders_orders (state, created_at, number);
CREATE INDEX orders_due ON orders_orders (receiving_account, expires_at) WHERE state = 'awaiting_payment';
CREATE INDEX orders_by_created ON orders_orders (created_at, number);
