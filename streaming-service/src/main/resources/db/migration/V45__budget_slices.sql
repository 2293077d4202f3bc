-- When an attempt was let in, by the database's clock: it decides to which period of a budget it belongs.
ALTER TABLE attempt
  ADD COLUMN admitted_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN tags text[] NOT NULL DEFAULT '{}';

-- Parts of budgets that replicas asked cost-service to lease. A row is written before it is asked for, so that a lease
-- which was granted is known here whatever becomes of its replica, and closed exactly once, by any replica. An attempt
-- that reserves something locks the row against being closed, and none does so once it is closed or has run out.
CREATE TABLE budget_slice (
  lease_id    text COLLATE "C" PRIMARY KEY,
  budget_id   text        NOT NULL,
  scope_value text        NOT NULL,
  valid_until timestamptz NOT NULL,
  closed_at   timestamptz
);
CREATE INDEX budget_slice_open ON budget_slice (valid_until) WHERE closed_at IS NULL;
CREATE INDEX budget_slice_closed ON budget_slice (closed_at) WHERE closed_at IS NOT NULL;

-- What attempts reserved, in the budget's unit. Their sum is what a slice was used for.
CREATE TABLE attempt_reservation (
  lease_id    text COLLATE "C" NOT NULL,
  attempt_id  text    NOT NULL REFERENCES attempt (attempt_id) ON DELETE CASCADE,
  budget_id   text    NOT NULL,
  scope_value text    NOT NULL,
  unit        text    NOT NULL CHECK (unit IN ('usd', 'tokens')),
  amount      numeric NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (lease_id, attempt_id)
);
CREATE INDEX attempt_reservation_attempt ON attempt_reservation (attempt_id);
