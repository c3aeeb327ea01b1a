-- What banks delivered. Rows of a file are visible to the rest only once it is taken.
CREATE TABLE statements_files (
    id BIGINT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('staged', 'taken', 'refused', 'undone')),
    format TEXT,
    encoding TEXT,
    statement_count BIGINT NOT NULL,
    entry_count BIGINT NOT NULL,
    known_count BIGINT NOT NULL,
    staged_at BIGINT NOT NULL,                 -- machine time: tells files left behind by a crash
    dropped BIGINT NOT NULL CHECK (dropped IN (0, 1)), -- a staged file whose rows are being deleted
    compared_to BIGINT NOT NULL,               -- the newest taken_order that its entries were compared with
    taken_order BIGINT,                        -- 1, 2, ... in the order of taking
    taken_at BIGINT,
    placed_at BIGINT,                          -- since when none of its entries waits
    undo_asked_at BIGINT,                      -- a person wants it undone
    undo_note TEXT,
    undo_after BIGINT,                         -- entries from here on are undone
    undo_stopped TEXT,                         -- why it went no further
    undone_at BIGINT,
    actor_kind TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    error_line BIGINT,
    error_element TEXT,
    error_message TEXT,
    CHECK ((state IN ('taken', 'undone')) = (taken_order IS NOT NULL))
);
CREATE UNIQUE INDEX statements_files_taken ON statements_files (sha256) WHERE state = 'taken';
CREATE INDEX statements_files_undoing ON statements_files (undo_asked_at)
    WHERE state = 'taken' AND undo_asked_at IS NOT NULL;
CREATE UNIQUE INDEX statements_files_by_order ON statements_files (taken_order) WHERE taken_order IS NOT NULL;
CREATE INDEX statements_files_staged ON statements_files (sha256) WHERE state = 'staged';
-- Whose bytes are kept: the sweep of orphaned files asks by name.
CREATE INDEX statements_files_kept ON statements_files (sha256) WHERE state <> 'refused';
CREATE INDEX statements_files_unplaced ON statements_files (taken_order)
    WHERE state = 'taken' AND placed_at IS NULL;
CREATE TABLE statements_statements (
    id BIGINT PRIMARY KEY,
    file BIGINT NOT NULL REFERENCES statements_files (id),
    number BIGINT NOT NULL,                    -- in the file, from 1
    account TEXT NOT NULL,
    account_key TEXT NOT NULL,
    ours BIGINT NOT NULL CHECK (ours IN (0, 1)), -- of a receiving account of the programme
    currency TEXT,
    statement_id TEXT NOT NULL,
    sequence TEXT,
    page BIGINT,
    from_day TEXT,
    to_day TEXT,
    opening BIGINT,
    opening_currency TEXT,
    closing BIGINT,
    closing_currency TEXT,
    adds_up BIGINT CHECK (adds_up IN (0, 1)),
    entry_count BIGINT NOT NULL,
    credit_total BIGINT NOT NULL,
    debit_total BIGINT NOT NULL,
    warnings TEXT NOT NULL,                    -- JSON array of texts
    UNIQUE (file, number)
);
CREATE INDEX statements_statements_by_account ON statements_statements (account_key, to_day, id);
-- One booked line, or one payment of a batch (parent not null; the money is in the payments then).
CREATE TABLE statements_entries (
    id BIGINT PRIMARY KEY,                     -- rises in the order of the file
    file BIGINT NOT NULL,                      -- the statement's
    statement BIGINT NOT NULL REFERENCES statements_statements (id),
    parent BIGINT,
    entry_number BIGINT NOT NULL,              -- in the statement, from 1
    detail_number BIGINT NOT NULL,             -- in the batch, from 1; 0 for the entry itself
    line BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    booking_date TEXT,
    value_date TEXT,
    status TEXT NOT NULL CHECK (status IN ('booked', 'pending', 'information')),
    reversal BIGINT NOT NULL CHECK (reversal IN (0, 1)),
    bank_ref TEXT,
    entry_ref TEXT,
    end_to_end_id TEXT,
    creditor_ref TEXT,
    remittance TEXT,
    counterparty TEXT,
    counterparty_account TEXT,
    return_reason TEXT,
    batch_count BIGINT,                        -- payments in it, as the bank says
    part_count BIGINT NOT NULL,                -- payments of it that stand here as rows
    held TEXT,                                 -- why it cannot become money by itself
    entry_key TEXT,                            -- equal for booked entries that are equal (bank-formats.md, 8)
    occurrence BIGINT NOT NULL,                -- the how-manieth with this key in its statement
    known BIGINT NOT NULL CHECK (known IN (0, 1)), -- was in an earlier file already
    waits BIGINT NOT NULL CHECK (waits IN (0, 1))  -- for its place in the books
);
CREATE INDEX statements_entries_by_statement ON statements_entries (statement, id);
CREATE INDEX statements_entries_by_key ON statements_entries (entry_key, statement, occurrence)
    WHERE entry_key IS NOT NULL;
CREATE INDEX statements_entries_by_parent ON statements_entries (parent) WHERE parent IS NOT NULL;
CREATE INDEX statements_entries_waiting ON statements_entries (file, id) WHERE waits = 1;
