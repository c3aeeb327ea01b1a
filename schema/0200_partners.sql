CREATE TABLE partners_partners (
    id BIGINT PRIMARY KEY,
    partner_id TEXT NOT NULL UNIQUE,
    legal_name TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    country TEXT NOT NULL,
    currency TEXT NOT NULL,
    tax_id TEXT,
    network_member BIGINT NOT NULL CHECK (network_member IN (0, 1)),
    verification TEXT NOT NULL CHECK (verification IN ('pending', 'authorized', 'rejected')),
    suspended BIGINT NOT NULL CHECK (suspended IN (0, 1)),
    legal_address TEXT NOT NULL,
    bill_to_address TEXT NOT NULL,
    sold_to_address TEXT NOT NULL
);
CREATE INDEX partners_by_folded_name ON partners_partners (folded_name, id);
-- Every partner ID a wire may carry: the company's own, its locations', those of companies joined to it (A20).
CREATE TABLE partners_ids (
    partner_id TEXT PRIMARY KEY,
    partner BIGINT NOT NULL REFERENCES partners_partners (id),
    kind TEXT NOT NULL CHECK (kind IN ('global', 'location', 'merged')),
    name TEXT NOT NULL
);
CREATE INDEX partners_ids_by_partner ON partners_ids (partner);
-- Accounts that are known to belong to a partner.
CREATE TABLE partners_payer_accounts (
    account TEXT PRIMARY KEY,
    partner BIGINT NOT NULL REFERENCES partners_partners (id),
    known_since BIGINT NOT NULL
);
