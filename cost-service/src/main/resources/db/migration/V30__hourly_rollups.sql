-- What the provider itself says that an attempt cost, beside what was computed; and the usage where
-- the lines of the bill do not tell all of it: {"counts": {bucket: count}, "side_calls": [...]}.
ALTER TABLE ledger_entries
    ADD COLUMN reported_cost numeric CHECK (reported_cost >= 0),
    ADD COLUMN usage_counts  jsonb;

ALTER TABLE cost_rollups
    DROP CONSTRAINT cost_rollups_dimension_check,
    ADD CONSTRAINT cost_rollups_dimension_check CHECK (dimension IN (
        'all', 'agent', 'model', 'provider', 'key', 'user', 'team', 'conversation', 'run',
        'requested_model', 'outcome', 'usage_source', 'service_tier', 'status')),
    -- Of the entries whose cost is known from both: how many, what the provider said, what was computed.
    ADD COLUMN compared       bigint  NOT NULL DEFAULT 0 CHECK (compared >= 0 AND compared <= entries),
    ADD COLUMN reported_cost  numeric NOT NULL DEFAULT 0 CHECK (reported_cost >= 0),
    ADD COLUMN computed_cost  numeric NOT NULL DEFAULT 0 CHECK (computed_cost >= 0);

-- The same by hour, of the dimensions that have few values.
CREATE TABLE cost_rollups_by_hour (
    dimension     text COLLATE "C" NOT NULL CHECK (dimension IN (
        'all', 'agent', 'model', 'provider', 'key', 'user', 'team', 'outcome', 'status')),
    hour          timestamptz NOT NULL CHECK (hour = date_trunc('hour', hour, 'UTC')),
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
    other_cost    numeric  NOT NULL CHECK (other_cost >= 0),
    compared      bigint   NOT NULL CHECK (compared >= 0 AND compared <= entries),
    reported_cost numeric  NOT NULL CHECK (reported_cost >= 0),
    computed_cost numeric  NOT NULL CHECK (computed_cost >= 0),
    PRIMARY KEY (dimension, hour, value, simulated, shard)
) PARTITION BY RANGE (hour);

SELECT ensure_month('cost_rollups_by_hour', month)
  FROM (SELECT DISTINCT date_trunc('month', day)::date AS month FROM cost_rollups WHERE dimension = 'all') AS months;

-- What is in the ledger already is added up once.
INSERT INTO cost_rollups (dimension, day, value, simulated, shard, entries, unpriced, unmetered,
    input_tokens, output_tokens, input_cost, output_cost, other_cost)
SELECT dimension, (attempted_at AT TIME ZONE 'UTC')::date, coalesce(value, ''), simulated, 0, count(*),
       count(*) FILTER (WHERE status = 'unpriced'), count(*) FILTER (WHERE status = 'unmetered'),
       sum(input_tokens), sum(output_tokens), coalesce(sum(input_cost), 0), coalesce(sum(output_cost), 0),
       coalesce(sum(other_cost), 0)
  FROM ledger_entries, LATERAL (VALUES ('run', run_id), ('requested_model', requested_model),
       ('outcome', outcome), ('usage_source', usage_source), ('service_tier', service_tier),
       ('status', status)) AS by (dimension, value)
 GROUP BY 1, 2, 3, 4;

INSERT INTO cost_rollups_by_hour (dimension, hour, value, simulated, shard, entries, unpriced, unmetered,
    input_tokens, output_tokens, input_cost, output_cost, other_cost, compared, reported_cost, computed_cost)
SELECT dimension, date_trunc('hour', attempted_at, 'UTC'), coalesce(value, ''), simulated, 0, count(*),
       count(*) FILTER (WHERE status = 'unpriced'), count(*) FILTER (WHERE status = 'unmetered'),
       sum(input_tokens), sum(output_tokens), coalesce(sum(input_cost), 0), coalesce(sum(output_cost), 0),
       coalesce(sum(other_cost), 0), 0, 0, 0
  FROM ledger_entries, LATERAL (VALUES ('all', ''), ('agent', agent_id), ('key', key_id),
       ('model', provider || '/' || model), ('outcome', outcome), ('provider', provider), ('status', status),
       ('team', team), ('user', user_name)) AS by (dimension, value)
 GROUP BY 1, 2, 3, 4;
