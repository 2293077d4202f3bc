-- How much of what a provider gives away is used up: one row for each span of a day or a month.
CREATE TABLE free_quota_uses (
    provider text COLLATE "C" NOT NULL,
    bucket   text COLLATE "C" NOT NULL,
    span     text    NOT NULL CHECK (span IN ('day', 'month')),
    starts   date    NOT NULL,
    used     numeric NOT NULL CHECK (used >= 0),
    PRIMARY KEY (provider, bucket, span, starts)
);
CREATE INDEX free_quota_uses_starts ON free_quota_uses (starts);

-- When a price source is looked at next. Whoever moves that time has the source to itself.
CREATE TABLE price_refreshes (
    source    text COLLATE "C" PRIMARY KEY,
    next_at   timestamptz NOT NULL,
    tried_at  timestamptz NOT NULL,
    outcome   text        NOT NULL
        CHECK (outcome IN ('running', 'unchanged', 'applied', 'waiting', 'failed')),
    detail    text,
    import_id text COLLATE "C"
);
