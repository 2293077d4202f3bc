-- What the attempts of an agent (empty if there is none) used of a model, how they ended, and what they would have cost
-- less if they had been asked for otherwise; by day (UTC), kept with every entry. Of the entries with a known cost are
-- all columns but the first three.
CREATE TABLE agent_usage (
    agent_id          text COLLATE "C" NOT NULL,
    provider          text COLLATE "C" NOT NULL,
    model             text COLLATE "C" NOT NULL,
    day               date     NOT NULL,
    team              text COLLATE "C" NOT NULL,
    service_tier      text COLLATE "C" NOT NULL,
    simulated         boolean  NOT NULL,
    shard             smallint NOT NULL CHECK (shard >= 0),
    calls             bigint   NOT NULL CHECK (calls > 0),
    completed         bigint   NOT NULL CHECK (completed >= 0),
    -- By the provider's fault or too late. Those that a caller or a dead process gave up are neither.
    failed            bigint   NOT NULL CHECK (failed >= 0 AND completed + failed <= calls),
    priced            bigint   NOT NULL CHECK (priced >= 0 AND priced <= calls),
    -- Of the calls themselves: before what was free, and without what the provider did by the way.
    cost              numeric  NOT NULL CHECK (cost >= 0),
    input_tokens      bigint   NOT NULL CHECK (input_tokens >= 0),
    output_tokens     bigint   NOT NULL CHECK (output_tokens >= 0),
    largest_input     bigint   NOT NULL CHECK (largest_input >= 0),
    -- In a context tier above the lowest; of those, the ones that went on from a call before.
    dear              bigint   NOT NULL CHECK (dear >= 0 AND dear <= priced),
    dear_continued    bigint   NOT NULL CHECK (dear_continued >= 0 AND dear_continued <= dear),
    dear_surcharge    numeric  NOT NULL,
    -- What was read from caches, and what calls that used no cache could have read. Below zero where caching would have
    -- cost more than it saved.
    cache_read_tokens bigint   NOT NULL CHECK (cache_read_tokens >= 0),
    cacheable         bigint   NOT NULL CHECK (cacheable >= 0 AND cacheable <= priced),
    missed            bigint   NOT NULL CHECK (missed >= 0 AND missed <= cacheable),
    missed_tokens     bigint   NOT NULL CHECK (missed_tokens >= 0),
    cache_saving      numeric  NOT NULL,
    -- Tagged as such, and served at the standard tier of a model with prices for batches.
    batchable         bigint   NOT NULL CHECK (batchable >= 0 AND batchable <= priced),
    batch_saving      numeric  NOT NULL,
    PRIMARY KEY (agent_id, provider, model, day, team, service_tier, simulated, shard)
) WITH (fillfactor = 60);
CREATE INDEX agent_usage_by_day ON agent_usage (day);

-- The usage of the entries with a known cost, from which it can be priced at another model's rates.
CREATE TABLE agent_usage_counts (
    agent_id     text COLLATE "C" NOT NULL,
    provider     text COLLATE "C" NOT NULL,
    model        text COLLATE "C" NOT NULL,
    day          date     NOT NULL,
    team         text COLLATE "C" NOT NULL,
    service_tier text COLLATE "C" NOT NULL,
    simulated    boolean  NOT NULL,
    shard        smallint NOT NULL CHECK (shard >= 0),
    bucket       text COLLATE "C" NOT NULL CHECK (bucket ~ '^[a-z0-9_]{1,63}$'),
    quantity     numeric  NOT NULL,
    PRIMARY KEY (agent_id, provider, model, day, team, service_tier, simulated, shard, bucket)
) WITH (fillfactor = 60);
CREATE INDEX agent_usage_counts_by_day ON agent_usage_counts (day);

-- By the price that entries were billed at.
ALTER TABLE cost_rollups
    DROP CONSTRAINT cost_rollups_dimension_check,
    ADD CONSTRAINT cost_rollups_dimension_check CHECK (dimension IN (
        'all', 'agent', 'model', 'provider', 'key', 'user', 'team', 'conversation', 'run',
        'requested_model', 'outcome', 'usage_source', 'service_tier', 'status', 'tag', 'price'));

INSERT INTO cost_rollups (dimension, day, value, simulated, shard, entries, unpriced, unmetered,
    input_tokens, output_tokens, input_cost, output_cost, other_cost, compared, reported_cost, computed_cost)
SELECT 'price', (attempted_at AT TIME ZONE 'UTC')::date, coalesce(price_id, ''), simulated, 0, count(*),
       count(*) FILTER (WHERE status = 'unpriced'), count(*) FILTER (WHERE status = 'unmetered'),
       sum(input_tokens), sum(output_tokens), coalesce(sum(input_cost), 0), coalesce(sum(output_cost), 0),
       coalesce(sum(other_cost), 0), count(*) FILTER (WHERE reported_cost IS NOT NULL AND cost IS NOT NULL),
       coalesce(sum(reported_cost) FILTER (WHERE cost IS NOT NULL), 0),
       coalesce(sum(cost) FILTER (WHERE reported_cost IS NOT NULL), 0)
  FROM ledger_entries
 GROUP BY 2, 3, 4;
