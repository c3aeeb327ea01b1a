-- The journal. Never updated, never deleted from (see the append_only files); corrections are new transactions.
CREATE TABLE ledger_transactions (
    id BIGINT PRIMARY KEY,
    event BIGINT NOT NULL REFERENCES events (id),
    posting_date TEXT NOT NULL,
    kind TEXT NOT NULL
);
CREATE TABLE ledger_postings (
    journal_transaction BIGINT NOT NULL REFERENCES ledger_transactions (id),
    line BIGINT NOT NULL,
    account TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount <> 0),
    partner BIGINT,
    order_number TEXT,
    receipt BIGINT,
    PRIMARY KEY (journal_transaction, line)
) /* sqlite: WITHOUT ROWID */;
-- Holds all that a balance reads; each account's new postings come at its end.
CREATE INDEX ledger_postings_by_account ON ledger_postings (account, currency, journal_transaction, line, amount);
