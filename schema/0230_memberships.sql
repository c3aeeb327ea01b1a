-- A tier held from a day to its anniversary. active / in_window / lapsed follow from the day; how it was ended
-- otherwise is stored.
CREATE TABLE memberships_memberships (
    id BIGINT PRIMARY KEY,
    partner BIGINT NOT NULL REFERENCES partners_partners (id),
    family TEXT NOT NULL,
    offer TEXT NOT NULL REFERENCES catalogue_offers (code),
    order_number TEXT NOT NULL, -- again after a revoked one, once its order is paid again (A28)
    basis TEXT NOT NULL CHECK (basis IN ('paid', 'included', 'waived')),
    starts_on TEXT NOT NULL,
    anniversary TEXT NOT NULL,
    activated_at BIGINT NOT NULL,
    ended TEXT CHECK (ended IN ('superseded', 'refunded', 'revoked')),
    ended_on TEXT,
    superseded_by BIGINT REFERENCES memberships_memberships (id),
    held_until TEXT, -- in its window until then, because of the open renewal order held_for (A22)
    held_for TEXT,
    released_until TEXT NOT NULL -- its fee is revenue up to this day, which is not among them
);
CREATE INDEX memberships_by_partner ON memberships_memberships (partner, activated_at);
CREATE INDEX memberships_by_order ON memberships_memberships (order_number, activated_at);
CREATE INDEX memberships_by_successor ON memberships_memberships (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX memberships_held_for ON memberships_memberships (held_for) WHERE held_for IS NOT NULL;
-- Those whose fee is not yet all revenue. A superseded one goes on: it may run again.
CREATE INDEX memberships_to_release ON memberships_memberships (released_until, id)
    WHERE basis = 'paid' AND released_until < anniversary AND (ended IS NULL OR ended = 'superseded');
