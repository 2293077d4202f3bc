-- An entry with several tags is in the sum of each of them.
ALTER TABLE cost_rollups
    DROP CONSTRAINT cost_rollups_dimension_check,
    ADD CONSTRAINT cost_rollups_dimension_check CHECK (dimension IN (
        'all', 'agent', 'model', 'provider', 'key', 'user', 'team', 'conversation', 'run',
        'requested_model', 'outcome', 'usage_source', 'service_tier', 'status', 'tag'));

INSERT INTO cost_rollups (dimension, day, value, simulated, shard, entries, unpriced, unmetered,
    input_tokens, output_tokens, input_cost, output_cost, other_cost, compared, reported_cost, computed_cost)
SELECT 'tag', (attempted_at AT TIME ZONE 'UTC')::date, coalesce(tag, ''), simulated, 0, count(*),
       count(*) FILTER (WHERE status = 'unpriced'), count(*) FILTER (WHERE status = 'unmetered'),
       sum(input_tokens), sum(output_tokens), coalesce(sum(input_cost), 0), coalesce(sum(output_cost), 0),
       coalesce(sum(other_cost), 0), count(*) FILTER (WHERE reported_cost IS NOT NULL AND cost IS NOT NULL),
       coalesce(sum(reported_cost) FILTER (WHERE cost IS NOT NULL), 0),
       coalesce(sum(cost) FILTER (WHERE reported_cost IS NOT NULL), 0)
  FROM ledger_entries
  LEFT JOIN LATERAL (SELECT DISTINCT each AS tag FROM unnest(tags) AS each) AS tagged ON true
 GROUP BY 2, 3, 4;
