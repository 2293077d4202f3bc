-- One row for every call made to a provider. It is written before the call and closed exactly once; an attempt whose
-- lease ran out is closed by any replica's sweeper. Rows are deleted 30 days after their end (signalbox.streaming.metering.retention).
CREATE TABLE attempt (
  attempt_id       text PRIMARY KEY,
  request_id       text        NOT NULL,
  subject          text        NOT NULL,
  provider         text        NOT NULL,
  model            text        NOT NULL,
  requested_model  text        NOT NULL,
  simulated        boolean     NOT NULL,
  api_flavor       text        NOT NULL,
  conversation_id  text,
  run_id           text,
  agent_id         text,
  key_id           text        NOT NULL,
  user_name        text,
  team             text,
  traceparent      text,
  started_event_id text        NOT NULL,
  estimated_input  bigint      NOT NULL CHECK (estimated_input >= 0),
  started_at       timestamptz NOT NULL,
  status           text        NOT NULL DEFAULT 'running'
                   CHECK (status IN ('running', 'completed', 'client_gone', 'provider_error', 'timed_out', 'lost')),
  lease_until      timestamptz,
  output_so_far    bigint      NOT NULL DEFAULT 0 CHECK (output_so_far >= 0),
  first_token_at   timestamptz,
  ended_at         timestamptz,
  ended_event_id   text,
  error_code       text,
  usage_source     text CHECK (usage_source IN ('provider', 'drained', 'estimated')),
  provider_usage   json,
  buckets          json,
  CHECK ((status = 'running') = (lease_until IS NOT NULL)),
  CHECK ((status = 'running') = (ended_at IS NULL)),
  CHECK ((status = 'running') = (ended_event_id IS NULL)),
  CHECK ((status = 'running') = (usage_source IS NULL)),
  CHECK ((status = 'running') = (buckets IS NULL))
);
CREATE INDEX attempt_request ON attempt (request_id, attempt_id);
CREATE INDEX attempt_lease ON attempt (lease_until) WHERE status = 'running';
CREATE INDEX attempt_expiry ON attempt (ended_at) WHERE ended_at IS NOT NULL;
