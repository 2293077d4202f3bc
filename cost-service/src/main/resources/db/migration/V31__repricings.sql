-- What attempts of a period would have cost at other prices than they were billed at. The ledger stays
-- as it is: this is beside it, added up by day and model. Whoever moves claimed_until works on it.
CREATE TABLE repricings (
    repricing_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    first_day     date        NOT NULL,
    last_day      date        NOT NULL CHECK (last_day >= first_day),
    provider      text,
    price_version integer     NOT NULL,
    requested_by  text        NOT NULL,
    requested_at  timestamptz NOT NULL,
    claimed_until timestamptz NOT NULL,
    -- The last attempt that was added.
    done_at       timestamptz,
    done_id       text COLLATE "C",
    finished_at   timestamptz,
    CHECK ((done_at IS NULL) = (done_id IS NULL))
);
CREATE INDEX repricings_unfinished ON repricings (claimed_until) WHERE finished_at IS NULL;

CREATE TABLE repriced_sums (
    repricing_id  bigint  NOT NULL REFERENCES repricings (repricing_id) ON DELETE CASCADE,
    day           date    NOT NULL,
    provider      text COLLATE "C" NOT NULL,
    model         text COLLATE "C" NOT NULL,
    simulated     boolean NOT NULL,
    entries       bigint  NOT NULL CHECK (entries > 0),
    changed       bigint  NOT NULL CHECK (changed >= 0 AND changed <= entries),
    -- Entries whose cost is unknown on one of the two sides; they are not in that side's sum.
    unpriced      bigint  NOT NULL CHECK (unpriced >= 0 AND unpriced <= entries),
    still_unpriced bigint NOT NULL CHECK (still_unpriced >= 0 AND still_unpriced <= entries),
    as_billed     numeric NOT NULL CHECK (as_billed >= 0),
    repriced      numeric NOT NULL CHECK (repriced >= 0),
    PRIMARY KEY (repricing_id, day, provider, model, simulated)
);
