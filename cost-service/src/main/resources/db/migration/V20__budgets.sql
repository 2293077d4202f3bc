-- What is limited, and by how much. A change raises the revision; scope, unit and period never change.
CREATE TABLE budgets (
    budget_id       text COLLATE "C" PRIMARY KEY,
    revision        bigint      NOT NULL CHECK (revision > 0),
    name            text        NOT NULL CHECK (name <> ''),
    scope           text        NOT NULL CHECK (scope IN (
        'everything', 'team', 'user', 'key', 'agent', 'model', 'provider', 'tag', 'conversation', 'run')),
    scope_value     text        NOT NULL CHECK (scope_value <> ''),
    unit            text        NOT NULL CHECK (unit IN ('usd', 'tokens')),
    limit_amount    numeric     NOT NULL CHECK (
        limit_amount >= 0 AND limit_amount < 1000000000000 AND scale(limit_amount) <= CASE unit WHEN 'usd' THEN 12 ELSE 0 END),
    period          text        NOT NULL CHECK (period IN ('day', 'week', 'month', 'rolling', 'total')),
    time_zone       text        CHECK ((time_zone IS NOT NULL) = (period IN ('day', 'week', 'month'))),
    rolling_hours   integer     CHECK ((rolling_hours IS NOT NULL) = (period = 'rolling') AND rolling_hours > 0),
    hard            boolean     NOT NULL,
    unknown_price   text        CHECK ((unknown_price IS NOT NULL) = hard AND unknown_price IN ('refuse', 'flag')),
    alert_percents  numeric[]   NOT NULL,
    alert_amounts   numeric[]   NOT NULL,
    webhooks        text[]      NOT NULL,
    emails          text[]      NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    deleted_at      timestamptz
);

-- The values of attempts that a budget applies to: its own value, another spelling of it, or '*' for each value.
CREATE TABLE budget_names (
    scope     text COLLATE "C" NOT NULL,
    name      text COLLATE "C" NOT NULL,
    budget_id text COLLATE "C" NOT NULL REFERENCES budgets (budget_id),
    PRIMARY KEY (scope, name, budget_id)
);
CREATE INDEX budget_names_of_budget ON budget_names (budget_id);

-- When counting began anew.
CREATE TABLE budget_resets (
    budget_id text COLLATE "C" NOT NULL REFERENCES budgets (budget_id),
    reset_at  timestamptz NOT NULL,
    PRIMARY KEY (budget_id, reset_at)
);

-- One row for every value and period of a hard budget: how much of it is granted and not settled yet. Whoever grants
-- locks the row, so that grants of one counter come one after another. Equals the sum of what its leases hold.
CREATE TABLE budget_counters (
    budget_id    text COLLATE "C" NOT NULL REFERENCES budgets (budget_id),
    value        text COLLATE "C" NOT NULL,
    period_start timestamptz NOT NULL,
    granted      numeric     NOT NULL DEFAULT 0 CHECK (granted >= 0),
    PRIMARY KEY (budget_id, value, period_start)
) WITH (fillfactor = 60);

-- What was spent, by slot of a period. A calendar period and a total have one slot, which begins with the period; a
-- rolling window has 60. Equals the sum of the ledger's entries.
CREATE TABLE budget_spending (
    budget_id    text COLLATE "C" NOT NULL REFERENCES budgets (budget_id),
    value        text COLLATE "C" NOT NULL,
    period_start timestamptz NOT NULL,
    slot_start   timestamptz NOT NULL,
    spent        numeric     NOT NULL CHECK (spent >= 0),
    attempts     bigint      NOT NULL CHECK (attempts > 0),
    -- Attempts that cost something unknown, and so are not in the sum.
    unpriced     bigint      NOT NULL CHECK (unpriced >= 0),
    -- Attempts of unknown cost or usage for which what had been reserved was taken.
    assumed      bigint      NOT NULL CHECK (assumed >= 0),
    -- Attempts that began without a reservation: before the budget was known to their replica.
    unreserved   bigint      NOT NULL CHECK (unreserved >= 0),
    -- By how much attempts were dearer than what had been reserved for them.
    overrun      numeric     NOT NULL CHECK (overrun >= 0),
    PRIMARY KEY (budget_id, value, period_start, slot_start),
    CHECK (unpriced + assumed <= attempts)
) WITH (fillfactor = 60);

-- Parts of budgets that replicas may spend without asking again. A lease holds granted - settled until it is closed, and
-- reserved - settled from then on: what its holder never reserved is free again. Only its holder's side closes it.
CREATE TABLE leases (
    lease_id     text COLLATE "C" PRIMARY KEY,
    -- Null if it was closed before it was asked for: then it is never granted.
    budget_id    text COLLATE "C" REFERENCES budgets (budget_id),
    value        text COLLATE "C",
    period_start timestamptz,
    granted      numeric     NOT NULL CHECK (granted >= 0),
    reserved     numeric     CHECK (reserved >= 0 AND reserved <= granted),
    settled      numeric     NOT NULL DEFAULT 0 CHECK (settled >= 0 AND settled <= coalesce(reserved, granted)),
    granted_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    closed_at    timestamptz,
    CHECK ((closed_at IS NULL) = (reserved IS NULL)),
    CHECK ((budget_id IS NULL) = (value IS NULL) AND (budget_id IS NULL) = (period_start IS NULL)),
    CHECK (budget_id IS NOT NULL OR granted = 0)
) WITH (fillfactor = 60);
CREATE INDEX leases_that_hold ON leases (budget_id, value, period_start)
    WHERE coalesce(reserved, granted) > settled;
CREATE INDEX leases_that_are_done ON leases (closed_at)
    WHERE reserved = settled;

-- What was told, so that it is told once for every value, period and threshold.
CREATE TABLE budget_alerts (
    budget_id    text COLLATE "C" NOT NULL REFERENCES budgets (budget_id),
    value        text COLLATE "C" NOT NULL,
    alert_period timestamptz NOT NULL,
    threshold    text COLLATE "C" NOT NULL,
    event_id     text        NOT NULL,
    fired_at     timestamptz NOT NULL,
    PRIMARY KEY (budget_id, value, alert_period, threshold)
);

-- Alerts on their way to webhooks and mailboxes.
CREATE TABLE alert_deliveries (
    delivery_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id        text        NOT NULL,
    channel         text        NOT NULL CHECK (channel IN ('webhook', 'email')),
    target          text        NOT NULL,
    alert           text        NOT NULL,
    created_at      timestamptz NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_attempt_at timestamptz,
    delivered_at    timestamptz,
    last_error      text,
    CHECK (delivered_at IS NULL OR next_attempt_at IS NULL)
);
CREATE INDEX alert_deliveries_due ON alert_deliveries (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX alert_deliveries_done ON alert_deliveries (created_at) WHERE next_attempt_at IS NULL;

-- What budgets need of an attempt: the provider's name before it is looked up in the price table, its tags, when it was
-- let in by the database's clock, and what was reserved for it.
ALTER TABLE ledger_entries
    ADD COLUMN provider_id     text,
    ADD COLUMN tags            text[],
    ADD COLUMN admitted_at     timestamptz,
    ADD COLUMN reserved_cost   numeric CHECK (reserved_cost >= 0),
    ADD COLUMN reserved_tokens bigint CHECK (reserved_tokens >= 0);
CREATE INDEX ledger_entries_by_admission ON ledger_entries USING brin (admitted_at);
