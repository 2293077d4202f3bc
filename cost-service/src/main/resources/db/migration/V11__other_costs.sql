-- Costs that are neither for input nor for output: fees for requests and tools, and calls that the
-- provider made by the way. What has no price of its own has neither rate nor cost in the arrays.
ALTER TABLE ledger_entries ADD COLUMN other_cost numeric;
ALTER TABLE ledger_entries
    DROP CONSTRAINT priced_entries_have_a_cost,
    DROP CONSTRAINT other_entries_have_none,
    ADD CONSTRAINT priced_entries_have_a_cost CHECK (status <> 'priced' OR (
        price_id IS NOT NULL AND price_tier IS NOT NULL AND matched_by IS NOT NULL
        AND usd_per_million IS NOT NULL AND cardinality(usd_per_million) = cardinality(buckets)
        AND costs IS NOT NULL AND cardinality(costs) = cardinality(buckets)
        AND input_cost IS NOT NULL AND output_cost IS NOT NULL AND coalesce(other_cost, 0) >= 0
        AND cost IS NOT NULL AND cost = input_cost + output_cost + coalesce(other_cost, 0) AND cost >= 0)),
    ADD CONSTRAINT other_entries_have_none CHECK (status = 'priced' OR (
        status IN ('unpriced', 'unmetered')
        AND price_id IS NULL AND price_tier IS NULL AND matched_by IS NULL
        AND usd_per_million IS NULL AND costs IS NULL AND input_cost IS NULL
        AND output_cost IS NULL AND other_cost IS NULL AND cost IS NULL)),
    ADD COLUMN service_tier text CHECK (service_tier IN ('standard', 'batch', 'flex', 'priority', 'reserved'));

COMMENT ON COLUMN ledger_entries.usd_per_million IS
    'dollars for as many as the bucket is priced by: a million tokens, a thousand searches, an hour';

ALTER TABLE cost_rollups
    ADD COLUMN other_cost numeric NOT NULL DEFAULT 0 CHECK (other_cost >= 0);
