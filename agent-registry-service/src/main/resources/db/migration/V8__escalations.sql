-- Webhooks that wait to be called because an agent does not come back, and what became of them.
CREATE TABLE escalation_deliveries (
    delivery_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id        text        NOT NULL,
    target          text        NOT NULL,
    body            text        NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL,
    next_attempt_at timestamptz,
    delivered_at    timestamptz,
    last_error      text
);

CREATE INDEX escalation_deliveries_due ON escalation_deliveries (next_attempt_at)
    WHERE next_attempt_at IS NOT NULL;
CREATE INDEX escalation_deliveries_expire ON escalation_deliveries (created_at);
