-- What a payer uploaded to show that money is on its way (domain.md 1g). Versions of an order's proof: a new one
-- replaces the one before unless that was reviewed. The bytes are files named by their SHA-256.
CREATE TABLE orders_proofs (
    order_number TEXT NOT NULL REFERENCES orders_orders (number),
    version BIGINT NOT NULL CHECK (version > 0),  -- 1, 2, ... of the order
    state TEXT NOT NULL CHECK (state IN ('submitted', 'accepted', 'rejected', 'replaced')),
    file_name TEXT NOT NULL,                      -- as the payer called it, made harmless
    file_type TEXT NOT NULL CHECK (file_type IN ('pdf', 'jpg', 'png')), -- by content
    bytes BIGINT NOT NULL CHECK (bytes > 0),
    sha256 TEXT NOT NULL,                         -- of the original, which nobody is given
    shown_sha256 TEXT NOT NULL,                   -- of the copy without location data
    payment_date TEXT NOT NULL,
    paid_to_account TEXT NOT NULL,
    transaction_ref TEXT,
    shows TEXT NOT NULL,                          -- JSON: what the payer ticked
    submitted_at BIGINT NOT NULL,
    submitted_kind TEXT NOT NULL,
    submitted_by TEXT NOT NULL,
    overdue_at BIGINT NOT NULL,                   -- from then on money should have been here
    reviewed_at BIGINT,
    reviewed_by TEXT,
    seen TEXT,                                    -- JSON: what the reviewer ticked
    reason TEXT,
    PRIMARY KEY (order_number, version),
    CHECK ((state IN ('accepted', 'rejected')) = (reviewed_at IS NOT NULL)),
    CHECK ((reviewed_at IS NULL) = (reviewed_by IS NULL) AND (reviewed_at IS NULL) = (seen IS NULL)),
    CHECK ((state = 'rejected') = (reason IS NOT NULL))
);
CREATE UNIQUE INDEX orders_proofs_one_waiting ON orders_proofs (order_number) WHERE state = 'submitted';
CREATE INDEX orders_proofs_by_state ON orders_proofs (state, submitted_at, order_number);
CREATE INDEX orders_proofs_by_payment_day ON orders_proofs (payment_date, order_number)
    WHERE state IN ('submitted', 'accepted');
CREATE INDEX orders_proofs_by_original ON orders_proofs (sha256);
CREATE INDEX orders_proofs_by_shown ON orders_proofs (shown_sha256);
