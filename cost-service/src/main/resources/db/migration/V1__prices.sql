-- Which price files have been brought in.
CREATE TABLE price_versions (
    version      integer     PRIMARY KEY CHECK (version > 0),
    content_hash text        NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
    added        integer     NOT NULL CHECK (added >= 0),
    applied_at   timestamptz NOT NULL
);

CREATE TABLE provider_aliases (
    alias    text COLLATE "C" PRIMARY KEY CHECK (alias = lower(alias)),
    provider text NOT NULL CHECK (provider = lower(provider))
);

CREATE TABLE model_aliases (
    provider text COLLATE "C" NOT NULL,
    alias    text COLLATE "C" NOT NULL CHECK (alias = lower(alias)),
    model    text NOT NULL,
    PRIMARY KEY (provider, alias)
);

-- A price is valid until the next one of its model begins, so periods cannot overlap. The rows are
-- never changed: ledger entries point to them. A correction is a row with a higher revision.
CREATE TABLE prices (
    price_id   text COLLATE "C" PRIMARY KEY,
    provider   text        NOT NULL CHECK (provider = lower(provider) AND provider <> ''),
    model      text        NOT NULL CHECK (model <> ''),
    valid_from timestamptz,
    revision   integer     NOT NULL CHECK (revision > 0),
    currency   text        NOT NULL CHECK (currency = 'USD'),
    source     text        NOT NULL CHECK (source <> ''),
    version    integer     NOT NULL REFERENCES price_versions (version) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT one_price_per_moment UNIQUE NULLS NOT DISTINCT (provider, model, valid_from, revision)
);

CREATE TABLE price_rates (
    price_id           text COLLATE "C" NOT NULL REFERENCES prices (price_id),
    above_input_tokens bigint  NOT NULL CHECK (above_input_tokens >= 0),
    bucket             text    NOT NULL CHECK (bucket IN (
        'input_uncached', 'input_cache_read', 'input_cache_write_5m', 'input_cache_write_1h',
        'input_audio', 'input_image', 'output_visible', 'output_reasoning', 'output_audio')),
    usd_per_million    numeric NOT NULL
        CHECK (usd_per_million >= 0 AND usd_per_million < 1000000 AND scale(usd_per_million) <= 12),
    PRIMARY KEY (price_id, above_input_tokens, bucket)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is as billed and is never changed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER prices_stay BEFORE UPDATE OR DELETE ON prices
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER price_rates_stay BEFORE UPDATE OR DELETE ON price_rates
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
