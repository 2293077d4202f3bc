-- An attempt's id is att_ and a UUIDv7 in Crockford base32: its first ten characters are the
-- milliseconds since 1970 at which the attempt began.
CREATE FUNCTION attempt_time(attempt_id text) RETURNS timestamptz
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN timestamptz '1970-01-01 00:00:00+00' + interval '1 millisecond' * (
    SELECT sum(((strpos('0123456789abcdefghjkmnpqrstvwxyz', substr(attempt_id, 4 + place, 1)) - 1)::bigint)
               << (5 * (10 - place)))
      FROM generate_series(1, 10) AS place);

-- One entry for every attempt, as billed, for ever. Partitioned by the month in which the attempt
-- began. As that time is part of the id, the key makes the id unique over all partitions. There is
-- no default partition: an entry without its month's partition is refused, not put aside unseen.
CREATE TABLE ledger_entries (
    attempted_at     timestamptz NOT NULL,
    attempt_id       text COLLATE "C" NOT NULL,
    entry_id         text        NOT NULL,
    usage_event_id   text        NOT NULL,
    request_id       text,
    conversation_id  text,
    run_id           text,
    agent_id         text,
    key_id           text,
    user_name        text,
    team             text,
    provider         text        NOT NULL,
    model            text        NOT NULL,
    requested_model  text,
    simulated        boolean     NOT NULL,
    outcome          text        NOT NULL,
    usage_source     text        NOT NULL,
    api_flavor       text        NOT NULL,
    started_at       timestamptz NOT NULL,
    first_token_at   timestamptz,
    ended_at         timestamptz NOT NULL,
    recorded_at      timestamptz NOT NULL,
    status           text        NOT NULL,
    -- The price as billed: what it was, why it matched, and the rate of every bucket.
    price_id         text COLLATE "C",
    price_tier       bigint,
    matched_by       text,
    buckets          text[]      NOT NULL,
    tokens           bigint[]    NOT NULL,
    usd_per_million  numeric[],
    costs            numeric[],
    input_tokens     bigint      NOT NULL,
    output_tokens    bigint      NOT NULL,
    input_cost       numeric,
    output_cost      numeric,
    cost             numeric,

    PRIMARY KEY (attempted_at, attempt_id),
    CONSTRAINT attempt_id_tells_its_time CHECK (
        attempt_id ~ '^att_[0-7][0-9a-hjkmnp-tv-z]{25}$' AND attempted_at = attempt_time(attempt_id)),
    CONSTRAINT outcome_is_known CHECK (
        outcome IN ('completed', 'client_gone', 'provider_error', 'timed_out', 'lost')),
    CONSTRAINT usage_source_is_known CHECK (usage_source IN ('provider', 'drained', 'estimated')),
    CONSTRAINT tokens_are_counts CHECK (
        input_tokens >= 0 AND output_tokens >= 0 AND 0 <= ALL (tokens)
        AND cardinality(tokens) = cardinality(buckets)),
    CONSTRAINT priced_entries_have_a_cost CHECK (status <> 'priced' OR (
        price_id IS NOT NULL AND price_tier IS NOT NULL AND matched_by IS NOT NULL
        AND usd_per_million IS NOT NULL AND cardinality(usd_per_million) = cardinality(buckets)
        AND costs IS NOT NULL AND cardinality(costs) = cardinality(buckets)
        AND input_cost IS NOT NULL AND output_cost IS NOT NULL
        AND cost IS NOT NULL AND cost = input_cost + output_cost AND cost >= 0)),
    CONSTRAINT other_entries_have_none CHECK (status = 'priced' OR (
        status IN ('unpriced', 'unmetered')
        AND price_id IS NULL AND price_tier IS NULL AND matched_by IS NULL
        AND usd_per_million IS NULL AND costs IS NULL
        AND input_cost IS NULL AND output_cost IS NULL AND cost IS NULL))
) PARTITION BY RANGE (attempted_at);

CREATE INDEX ledger_entries_of_conversation ON ledger_entries (conversation_id, attempted_at, attempt_id)
    WHERE conversation_id IS NOT NULL;
CREATE INDEX ledger_entries_of_agent ON ledger_entries (agent_id, attempted_at, attempt_id)
    WHERE agent_id IS NOT NULL;
CREATE INDEX ledger_entries_of_model ON ledger_entries (model, attempted_at, attempt_id);

CREATE TRIGGER ledger_entries_stay BEFORE UPDATE OR DELETE ON ledger_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Sums of the ledger by day (UTC) and by one dimension, kept with every entry. An empty value
-- stands for entries that have none. Writers spread over shards, so that they do not wait for one
-- another's row; readers add the shards up.
CREATE TABLE cost_rollups (
    dimension     text COLLATE "C" NOT NULL CHECK (dimension IN (
        'all', 'agent', 'model', 'provider', 'key', 'user', 'team', 'conversation')),
    day           date     NOT NULL,
    value         text COLLATE "C" NOT NULL,
    simulated     boolean  NOT NULL,
    shard         smallint NOT NULL CHECK (shard >= 0),
    entries       bigint   NOT NULL CHECK (entries > 0),
    unpriced      bigint   NOT NULL CHECK (unpriced >= 0),
    unmetered     bigint   NOT NULL CHECK (unmetered >= 0 AND unpriced + unmetered <= entries),
    input_tokens  bigint   NOT NULL CHECK (input_tokens >= 0),
    output_tokens bigint   NOT NULL CHECK (output_tokens >= 0),
    input_cost    numeric  NOT NULL CHECK (input_cost >= 0),
    output_cost   numeric  NOT NULL CHECK (output_cost >= 0),
    PRIMARY KEY (dimension, day, value, simulated, shard)
) PARTITION BY RANGE (day);

-- Makes the month's partition of a table unless it is there. A new table is attached rather than
-- created in place: attaching does not lock out readers and writers.
CREATE FUNCTION ensure_month(parent text, month date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    first date := date_trunc('month', month)::date;
    name  text := format('%s_%s', parent, to_char(first, 'YYYY_MM'));
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('ensure_month ' || name, 0));
    IF to_regclass(format('%I', name)) IS NOT NULL THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES)', name, parent);
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
        parent, name, first::timestamp::text || '+00', (first + interval '1 month')::timestamp::text || '+00');
    RETURN true;
END $$;
