-- Another number after each change of the catalogue: programs keep what they read until then.
CREATE TABLE catalogue_version (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    version BIGINT NOT NULL
);
INSERT INTO catalogue_version (id, version) VALUES (1, 0);
CREATE TABLE catalogue_programme (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    seller_name TEXT NOT NULL,
    seller_country TEXT NOT NULL,
    partner_id_label TEXT NOT NULL,
    desk_email TEXT NOT NULL,
    order_days BIGINT NOT NULL,
    expiry_grace_days BIGINT NOT NULL,
    -- When a renewal's new year begins (A12); from_anniversary if nothing is said.
    renewal_year TEXT CHECK (renewal_year IN ('from_anniversary', 'from_payment'))
);
CREATE TABLE catalogue_competencies (
    code TEXT PRIMARY KEY,
    name_en TEXT NOT NULL,
    name_sv TEXT NOT NULL
);
CREATE TABLE catalogue_offers (
    code TEXT PRIMARY KEY,
    family TEXT NOT NULL,
    tier TEXT CHECK (tier IN ('silver', 'gold')),
    position BIGINT NOT NULL,
    name_en TEXT NOT NULL,
    name_sv TEXT NOT NULL,
    summary_en TEXT NOT NULL,
    summary_sv TEXT NOT NULL
);
CREATE TABLE catalogue_benefits (
    offer TEXT NOT NULL REFERENCES catalogue_offers (code),
    position BIGINT NOT NULL,
    name_en TEXT NOT NULL,
    name_sv TEXT NOT NULL,
    quantity_en TEXT NOT NULL,
    quantity_sv TEXT NOT NULL,
    PRIMARY KEY (offer, position)
);
-- Net yearly fee from a day on. A price change is a new row.
CREATE TABLE catalogue_prices (
    offer TEXT NOT NULL REFERENCES catalogue_offers (code),
    country TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    PRIMARY KEY (offer, country, valid_from)
);
-- `rate` basis points off `offer` for the holder of a paid, active membership of `held_offer` (domain.md 1j, A9);
-- `in_window`: also after its anniversary, while it can be renewed.
CREATE TABLE catalogue_discounts (
    code TEXT PRIMARY KEY,
    offer TEXT NOT NULL REFERENCES catalogue_offers (code),
    held_offer TEXT NOT NULL REFERENCES catalogue_offers (code),
    rate BIGINT NOT NULL CHECK (rate BETWEEN 0 AND 10000),
    valid_from TEXT NOT NULL,
    valid_until TEXT,
    in_window BIGINT NOT NULL CHECK (in_window IN (0, 1))
);
CREATE TABLE catalogue_taxes (
    buyer_country TEXT NOT NULL,
    treatment TEXT NOT NULL CHECK (treatment IN ('domestic', 'reverse_charge', 'consumer', 'export')),
    rate BIGINT NOT NULL CHECK (rate BETWEEN 0 AND 10000),
    valid_from TEXT NOT NULL,
    PRIMARY KEY (buyer_country, treatment, valid_from)
);
CREATE TABLE catalogue_receiving_accounts (
    code TEXT PRIMARY KEY,
    currency TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('bankgiro', 'iban', 'account')),
    number TEXT NOT NULL,
    statement_account TEXT NOT NULL UNIQUE,
    holder TEXT NOT NULL,
    bank TEXT NOT NULL,
    bic TEXT,
    bank_country TEXT NOT NULL
);
CREATE INDEX catalogue_receiving_accounts_by_currency ON catalogue_receiving_accounts (currency);
CREATE TABLE catalogue_tolerances (
    currency TEXT PRIMARY KEY,
    amount BIGINT NOT NULL CHECK (amount >= 0)
);
CREATE TABLE catalogue_agreements (
    version TEXT PRIMARY KEY,
    valid_from TEXT NOT NULL,
    text_en TEXT NOT NULL,
    text_sv TEXT NOT NULL
);
CREATE TABLE catalogue_attainments (
    id BIGINT PRIMARY KEY,
    partner BIGINT NOT NULL REFERENCES partners_partners (id),
    competency TEXT NOT NULL REFERENCES catalogue_competencies (code),
    tier TEXT NOT NULL CHECK (tier IN ('silver', 'gold')),
    from_day TEXT NOT NULL,
    until_day TEXT,
    evidence TEXT NOT NULL,
    UNIQUE (partner, competency, tier, from_day)
);
