-- What one place says about prices, as a whole, in our own form: the shipped table, a file that was
-- imported. Amounts are decimal texts in it. Which of them are in force, a version says.
CREATE TABLE price_catalogues (
    catalogue_id text COLLATE "C" PRIMARY KEY CHECK (catalogue_id ~ '^[0-9a-f]{64}$'),
    origin       text        NOT NULL
        CHECK (origin IN ('shipped', 'signalbox', 'genai-prices', 'litellm', 'models.dev')),
    file_version integer     CHECK (file_version > 0),
    models       integer     NOT NULL CHECK (models >= 0),
    content      jsonb       NOT NULL,
    made_at      timestamptz NOT NULL,
    CONSTRAINT shipped_files_have_a_version CHECK ((origin = 'shipped') = (file_version IS NOT NULL))
);

-- Every change of what is in force is a version of its own, a revert too.
ALTER TABLE price_versions
    DROP COLUMN content_hash,
    ADD COLUMN reason      text NOT NULL DEFAULT 'shipped'
        CHECK (reason IN ('shipped', 'import', 'refresh', 'revert', 'override')),
    ADD COLUMN made_by     text,
    ADD COLUMN reverted_to integer REFERENCES price_versions (version),
    ADD CONSTRAINT reverts_say_to_what CHECK ((reason = 'revert') = (reverted_to IS NOT NULL));
ALTER TABLE price_versions ALTER COLUMN reason DROP DEFAULT;

-- The catalogues of a version; the one with the lowest place is asked first.
CREATE TABLE price_version_catalogues (
    version      integer  NOT NULL REFERENCES price_versions (version),
    place        smallint NOT NULL CHECK (place >= 0),
    catalogue_id text COLLATE "C" NOT NULL REFERENCES price_catalogues (catalogue_id),
    PRIMARY KEY (version, place),
    UNIQUE (version, catalogue_id)
);

-- Every price that ever was in force. An id is made of what the price says, so there is no second
-- revision under it; ledger entries point to it.
ALTER TABLE prices
    DROP CONSTRAINT one_price_per_moment,
    DROP COLUMN revision,
    ADD COLUMN valid_to   timestamptz,
    ADD COLUMN daily_from time,
    ADD COLUMN daily_to   time,
    ADD CONSTRAINT price_ends_after_it_begins CHECK (valid_from < valid_to),
    ADD CONSTRAINT hours_have_two_ends CHECK ((daily_from IS NULL) = (daily_to IS NULL) AND daily_from <> daily_to);

-- Dollars for a million tokens, a thousand searches, an hour: for as many as the bucket is priced by.
ALTER TABLE price_rates RENAME COLUMN usd_per_million TO usd;
ALTER TABLE price_rates RENAME COLUMN above_input_tokens TO above;
ALTER TABLE price_rates
    DROP CONSTRAINT price_rates_pkey,
    DROP CONSTRAINT price_rates_bucket_check,
    DROP CONSTRAINT price_rates_usd_per_million_check,
    ADD COLUMN service_tier text NOT NULL DEFAULT 'standard'
        CHECK (service_tier IN ('standard', 'batch', 'flex', 'priority', 'reserved')),
    ADD COLUMN tier_rule    text NOT NULL DEFAULT 'whole_request'
        CHECK (tier_rule IN ('whole_request', 'marginal')),
    ADD CONSTRAINT bucket_is_a_name CHECK (bucket ~ '^[a-z0-9_]{1,63}$'),
    ADD CONSTRAINT rate_is_plausible CHECK (usd >= 0 AND usd < 1000000 AND scale(usd) <= 18),
    ADD PRIMARY KEY (price_id, service_tier, above, bucket);
ALTER TABLE price_rates
    ALTER COLUMN service_tier DROP DEFAULT,
    ALTER COLUMN tier_rule DROP DEFAULT;

CREATE TABLE price_free_quotas (
    price_id text COLLATE "C" NOT NULL REFERENCES prices (price_id),
    bucket   text    NOT NULL CHECK (bucket ~ '^[a-z0-9_]{1,63}$'),
    quantity numeric NOT NULL CHECK (quantity > 0),
    span     text    NOT NULL CHECK (span IN ('day', 'month')),
    PRIMARY KEY (price_id, bucket, span)
);
CREATE TRIGGER price_free_quotas_stay BEFORE UPDATE OR DELETE ON price_free_quotas
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Names are part of the catalogues now.
DROP TABLE provider_aliases;
DROP TABLE model_aliases;
