-- Limits are counted by replicas, in slices that they take from here and give back (decision 12).

-- Raised by every change of own limits: a replica learns of one by reading this row.
CREATE TABLE usage_limit_revision (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  revision bigint  NOT NULL
);
INSERT INTO usage_limit_revision (revision) VALUES (1);

-- What was taken is what was used and what replicas hold. Whoever took more than it needed at once has lent_by's name, '*' if
-- several did lately: as long as that is young, others may have something to give back.
ALTER TABLE usage_window ADD COLUMN lent_at timestamptz, ADD COLUMN lent_by text;

-- Permits for requests side by side that a replica holds, in use or not. Those of one that died are over with their time.
CREATE TABLE usage_permit (
  scope       text        NOT NULL,
  value       text        NOT NULL,
  replica     text        NOT NULL,
  held        bigint      NOT NULL CHECK (held > 0),
  sequence    bigint      NOT NULL,
  lent_at     timestamptz,
  valid_until timestamptz NOT NULL,
  PRIMARY KEY (scope, value, replica)
);
CREATE INDEX usage_permit_expiry ON usage_permit (valid_until);

DROP FUNCTION take_usage(text, timestamptz, text[], text[], text[], int[], bigint[], bigint[]);
DROP TABLE usage_in_flight;
DELETE FROM usage_window WHERE window_end = 'infinity';

-- What a replica gives back and takes, of any number of limits. Who calls sorts the arrays, so that no two wait for each other.
--   p_starts, p_returned  of a window that is not over: less than was taken; below 0: more was used
--   p_held                permits that stay with the replica (windows of 0 seconds)
--   p_needed              nothing is taken unless so much is left; p_asked is what is needed in all, 0 for none
--   p_wished              no less than that: what would do for a while, of which a sixteenth of what is left is taken at most
-- The answer tells by which clock, of which window, what was taken, what is left then, and whether others may give something back soon.
CREATE FUNCTION exchange_usage(
  p_replica text, p_sequence bigint, p_lease double precision, p_lent double precision, p_scopes text[], p_values text[],
  p_measures text[], p_seconds int[], p_quotas bigint[], p_starts timestamptz[], p_returned bigint[], p_held bigint[],
  p_needed bigint[], p_asked bigint[], p_wished bigint[])
  RETURNS TABLE (
    place int, moment timestamptz, starts_at timestamptz, resets_at timestamptz, granted bigint, left_over bigint, lent boolean)
  LANGUAGE plpgsql AS
$$
#variable_conflict use_column
DECLARE
  known     boolean;
  counted   bigint;
  last_lent timestamptz;
  lender    text;
  young     timestamptz;
BEGIN
  moment := clock_timestamp();
  young := moment - make_interval(secs => p_lent);
  FOR i IN 1 .. cardinality(p_scopes) LOOP
    place := i;
    IF p_seconds[i] > 0 THEN
      starts_at := date_bin(make_interval(secs => p_seconds[i]), moment, 'epoch');
      resets_at := starts_at + make_interval(secs => p_seconds[i]);
      SELECT w.taken, w.lent_at, w.lent_by INTO counted, last_lent, lender FROM usage_window w
        WHERE w.scope = p_scopes[i] AND w.value = p_values[i] AND w.measure = p_measures[i] AND w.window_start = starts_at
        FOR UPDATE;
      known := FOUND;
      CONTINUE WHEN NOT known AND p_asked[i] = 0;
      IF NOT known THEN
        INSERT INTO usage_window (scope, value, measure, window_start, window_end)
          VALUES (p_scopes[i], p_values[i], p_measures[i], starts_at, resets_at) ON CONFLICT DO NOTHING;
        SELECT w.taken, w.lent_at, w.lent_by INTO counted, last_lent, lender FROM usage_window w
          WHERE w.scope = p_scopes[i] AND w.value = p_values[i] AND w.measure = p_measures[i] AND w.window_start = starts_at
          FOR UPDATE;
      END IF;
      IF p_starts[i] = starts_at THEN
        counted := greatest(0, counted - p_returned[i]);
      END IF;
      left_over := greatest(0, p_quotas[i] - counted);
      lent := coalesce(last_lent > young AND lender <> p_replica, false);
    ELSE
      starts_at := 'epoch';
      resets_at := NULL;
      -- All who count these permits wait for each other here; every statement after it sees what they did.
      PERFORM pg_advisory_xact_lock(hashtextextended(p_scopes[i] || ' ' || p_values[i], 0));
      DELETE FROM usage_permit p WHERE p.scope = p_scopes[i] AND p.value = p_values[i] AND p.valid_until < moment;
      SELECT coalesce(sum(p.held), 0), coalesce(bool_or(p.lent_at > young), false) INTO counted, lent FROM usage_permit p
        WHERE p.scope = p_scopes[i] AND p.value = p_values[i] AND p.replica <> p_replica;
      left_over := greatest(0, p_quotas[i] - counted - p_held[i]);
    END IF;
    granted := CASE
      WHEN p_asked[i] = 0 OR left_over < p_needed[i] THEN 0
      ELSE least(left_over, greatest(p_asked[i], least(p_wished[i], left_over / 16))) END;
    left_over := left_over - granted;
    IF p_seconds[i] > 0 THEN
      UPDATE usage_window w SET
          taken = counted + granted,
          lent_at = CASE WHEN granted NOT IN (0, p_asked[i]) THEN moment ELSE w.lent_at END,
          lent_by = CASE
            WHEN granted IN (0, p_asked[i]) THEN w.lent_by
            WHEN w.lent_at > young AND w.lent_by <> p_replica THEN '*'
            ELSE p_replica END
        WHERE w.scope = p_scopes[i] AND w.value = p_values[i] AND w.measure = p_measures[i] AND w.window_start = starts_at;
    ELSIF p_held[i] + granted > 0 THEN
      INSERT INTO usage_permit (scope, value, replica, held, sequence, lent_at, valid_until)
        VALUES (p_scopes[i], p_values[i], p_replica, p_held[i] + granted, p_sequence,
          CASE WHEN granted NOT IN (0, p_asked[i]) THEN moment END, moment + make_interval(secs => p_lease))
        ON CONFLICT (scope, value, replica) DO UPDATE
          SET held = excluded.held, sequence = excluded.sequence, lent_at = coalesce(excluded.lent_at, usage_permit.lent_at),
              valid_until = excluded.valid_until
          WHERE usage_permit.sequence < excluded.sequence;
      -- An exchange that its replica has given up comes after a later one: it changes nothing.
      CONTINUE WHEN NOT FOUND;
    ELSE
      DELETE FROM usage_permit p
        WHERE p.scope = p_scopes[i] AND p.value = p_values[i] AND p.replica = p_replica AND p.sequence < p_sequence;
    END IF;
    RETURN NEXT;
  END LOOP;
END
$$;
