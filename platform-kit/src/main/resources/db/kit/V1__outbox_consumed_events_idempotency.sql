-- Events that wait for Kafka. A row is deleted once Kafka has acknowledged it, so the table stays small.
CREATE TABLE kit_outbox (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic       text        NOT NULL,
  key         text        NOT NULL,
  event_id    text        NOT NULL,
  traceparent text,
  payload     bytea       NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now()
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Which consumer has processed which event; rows older than 30 days are deleted in small steps.
CREATE TABLE kit_consumed_event (
  consumer    text        NOT NULL,
  event_id    text        NOT NULL,
  consumed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, event_id)
);
CREATE INDEX kit_consumed_event_age ON kit_consumed_event USING brin (consumed_at);

-- Answers of POSTs that carried an Idempotency-Key; status is null while the first one runs.
CREATE TABLE kit_idempotent_request (
  caller       text        NOT NULL,
  path         text        NOT NULL,
  key          text        NOT NULL,
  body_sha256  bytea       NOT NULL,
  locked_until timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  status       integer,
  content_type text,
  location     text,
  etag         text,
  body         bytea,
  PRIMARY KEY (caller, path, key)
);
CREATE INDEX kit_idempotent_request_expiry ON kit_idempotent_request (expires_at);
