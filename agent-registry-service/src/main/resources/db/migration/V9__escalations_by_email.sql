-- Operators are told by e-mail too, and each way of telling puts the event's data into words of its own.
ALTER TABLE escalation_deliveries RENAME TO alert_deliveries;
ALTER INDEX escalation_deliveries_due RENAME TO alert_deliveries_due;
ALTER TABLE alert_deliveries RENAME COLUMN body TO alert;
UPDATE alert_deliveries SET alert = (alert::json -> 'data')::text;
ALTER TABLE alert_deliveries
    ADD COLUMN channel text NOT NULL DEFAULT 'webhook' CHECK (channel IN ('webhook', 'email')),
    ADD CHECK (attempts >= 0),
    ADD CHECK (delivered_at IS NULL OR next_attempt_at IS NULL);
ALTER TABLE alert_deliveries ALTER COLUMN channel DROP DEFAULT;

DROP INDEX escalation_deliveries_expire;
CREATE INDEX alert_deliveries_done ON alert_deliveries (created_at) WHERE next_attempt_at IS NULL;
