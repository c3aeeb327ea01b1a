-- When the books were proven, and what was found: for the desk. Machine time.
CREATE TABLE check_runs (
    id BIGINT PRIMARY KEY,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    done_at BIGINT,
    took_us BIGINT,
    ok BIGINT CHECK (ok IN (0, 1)),
    report TEXT, -- JSON, as `kvitt check --json` tells it
    CHECK ((done_at IS NULL) = (report IS NULL) AND (done_at IS NULL) = (ok IS NULL))
);
CREATE INDEX check_runs_asked ON check_runs (asked_at) WHERE done_at IS NULL;
CREATE INDEX check_runs_done ON check_runs (done_at) WHERE done_at IS NOT NULL;
