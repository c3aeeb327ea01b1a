-- Users, roles, sessions, API keys, the counters of failed sign-ins, secrets. All times are machine time.
CREATE TABLE access_users (
    id BIGINT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    language TEXT,
    partner BIGINT,
    active BIGINT NOT NULL CHECK (active IN (0, 1)),
    created_at BIGINT NOT NULL
);
CREATE INDEX access_users_by_partner ON access_users (partner);

CREATE TABLE access_roles (
    user_id BIGINT NOT NULL REFERENCES access_users (id),
    role TEXT NOT NULL,
    PRIMARY KEY (user_id, role)
);

CREATE TABLE access_sessions (
    token_hash TEXT PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES access_users (id),
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE INDEX access_sessions_by_user ON access_sessions (user_id);
CREATE INDEX access_sessions_by_seen ON access_sessions (seen_at);

CREATE TABLE access_api_keys (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    partner BIGINT,
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);

CREATE TABLE access_sign_in_tries (
    subject TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    open_from BIGINT NOT NULL
);
CREATE INDEX access_sign_in_tries_by_last ON access_sign_in_tries (last_at);

CREATE TABLE access_secrets (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
