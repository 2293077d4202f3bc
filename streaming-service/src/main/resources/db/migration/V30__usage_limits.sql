-- How many requests and tokens a key, a user, an agent or a model may take. Every replica counts here, on the database's clock.

-- Limits other than the configured ones. A quota of 0 lifts the limit.
CREATE TABLE usage_limit (
  scope   text   NOT NULL CHECK (scope IN ('key', 'user', 'agent', 'model')),
  value   text   NOT NULL,
  measure text   NOT NULL
          CHECK (measure IN ('requests_per_minute', 'requests_per_hour', 'tokens_per_minute', 'parallel_requests')),
  quota   bigint NOT NULL CHECK (quota >= 0),
  PRIMARY KEY (scope, value, measure)
);

-- What was taken in a window. For parallel requests the one row without an end only makes those who count wait for each other.
CREATE TABLE usage_window (
  scope        text        NOT NULL,
  value        text        NOT NULL,
  measure      text        NOT NULL,
  window_start timestamptz NOT NULL,
  window_end   timestamptz NOT NULL,
  taken        bigint      NOT NULL DEFAULT 0 CHECK (taken >= 0),
  PRIMARY KEY (scope, value, measure, window_start)
);
CREATE INDEX usage_window_expiry ON usage_window (window_end);

-- Requests under way. One whose process died counts until its time is over.
CREATE TABLE usage_in_flight (
  scope      text        NOT NULL,
  value      text        NOT NULL,
  request_id text        NOT NULL,
  until      timestamptz NOT NULL,
  PRIMARY KEY (scope, value, request_id)
);
CREATE INDEX usage_in_flight_expiry ON usage_in_flight (until);

-- Takes all of what is asked for, or nothing. Of a limit's window (in seconds; 0 for parallel requests) the answer tells the quota, what is
-- left of it afterwards, when it ends, and whether this one is in the way. Who calls sorts the arrays, so that no two wait for each other.
CREATE FUNCTION take_usage(
  p_request text, p_until timestamptz, p_scopes text[], p_values text[], p_measures text[], p_seconds int[], p_quotas bigint[],
  p_amounts bigint[])
  RETURNS TABLE (place int, quota bigint, left_over bigint, starts_at timestamptz, resets_at timestamptz, refused boolean)
  LANGUAGE plpgsql AS
$$
#variable_conflict use_column
DECLARE
  moment   timestamptz := clock_timestamp();
  quotas   bigint[];
  takens   bigint[];
  starts   timestamptz[];
  ends     timestamptz[];
  counted  bigint;
  in_way   boolean := false;
BEGIN
  FOR i IN 1 .. cardinality(p_scopes) LOOP
    quotas[i] := coalesce(
      (SELECT l.quota FROM usage_limit l WHERE l.scope = p_scopes[i] AND l.value = p_values[i] AND l.measure = p_measures[i]),
      p_quotas[i]);
    CONTINUE WHEN quotas[i] = 0;
    IF p_seconds[i] > 0 THEN
      starts[i] := date_bin(make_interval(secs => p_seconds[i]), moment, 'epoch');
      ends[i] := starts[i] + make_interval(secs => p_seconds[i]);
    ELSE
      starts[i] := 'epoch';
      ends[i] := 'infinity';
    END IF;
    INSERT INTO usage_window (scope, value, measure, window_start, window_end)
      VALUES (p_scopes[i], p_values[i], p_measures[i], starts[i], ends[i]) ON CONFLICT DO NOTHING;
    SELECT w.taken INTO counted FROM usage_window w
      WHERE w.scope = p_scopes[i] AND w.value = p_values[i] AND w.measure = p_measures[i] AND w.window_start = starts[i]
      FOR UPDATE;
    IF p_seconds[i] = 0 THEN
      SELECT count(*) INTO counted FROM usage_in_flight f
        WHERE f.scope = p_scopes[i] AND f.value = p_values[i] AND f.until > moment;
    END IF;
    takens[i] := counted;
    in_way := in_way OR takens[i] + p_amounts[i] > quotas[i];
  END LOOP;
  FOR i IN 1 .. cardinality(p_scopes) LOOP
    CONTINUE WHEN quotas[i] = 0;
    IF NOT in_way AND p_seconds[i] > 0 THEN
      UPDATE usage_window w SET taken = w.taken + p_amounts[i]
        WHERE w.scope = p_scopes[i] AND w.value = p_values[i] AND w.measure = p_measures[i] AND w.window_start = starts[i];
    ELSIF NOT in_way THEN
      INSERT INTO usage_in_flight (scope, value, request_id, until)
        VALUES (p_scopes[i], p_values[i], p_request, p_until)
        ON CONFLICT (scope, value, request_id) DO UPDATE SET until = excluded.until;
    END IF;
    place := i;
    quota := quotas[i];
    left_over := greatest(0, quotas[i] - takens[i] - CASE WHEN in_way THEN 0 ELSE p_amounts[i] END);
    starts_at := starts[i];
    resets_at := nullif(ends[i], 'infinity');
    refused := takens[i] + p_amounts[i] > quotas[i];
    RETURN NEXT;
  END LOOP;
END
$$;
