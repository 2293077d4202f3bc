-- What an administrator states for everybody (no team) or for one team, on top of all catalogues. A
-- row is only ever ended: entries billed by it point to its price.
CREATE TABLE price_overrides (
    override_id text COLLATE "C" PRIMARY KEY,
    team        text        CHECK (team <> ''),
    provider    text        NOT NULL CHECK (provider = lower(provider) AND provider <> ''),
    model       text        NOT NULL CHECK (model <> ''),
    match       jsonb       NOT NULL,
    price       jsonb       NOT NULL,
    price_id    text COLLATE "C" NOT NULL REFERENCES prices (price_id),
    made_by     text        NOT NULL,
    made_at     timestamptz NOT NULL,
    ended_by    text,
    ended_at    timestamptz,
    CHECK ((ended_by IS NULL) = (ended_at IS NULL))
);
CREATE INDEX price_overrides_in_force ON price_overrides (provider, model) WHERE ended_at IS NULL;
