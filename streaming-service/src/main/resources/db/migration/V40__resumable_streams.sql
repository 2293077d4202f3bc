-- Streams whose clients may come back for the rest: docs/decisions/0011-resumable-streams.md. One row for each, running until it has
-- an end; one whose lease ran out is lost. Rows are deleted an hour after they can no longer be resumed.
CREATE TABLE stream (
  stream_id      text        PRIMARY KEY,
  key_id         text        NOT NULL,
  protocol       text        NOT NULL,
  slot           smallint    NOT NULL CHECK (slot BETWEEN 0 AND 5),
  state          text        NOT NULL DEFAULT 'running'
                 CHECK (state IN ('running', 'ended', 'refused', 'cancelled', 'lost')),
  opened_at      timestamptz NOT NULL DEFAULT now(),
  alive_until    timestamptz,
  ended_at       timestamptz,
  heading        json,
  refusal_status smallint CHECK (refusal_status BETWEEN 400 AND 599),
  refusal        bytea,
  CHECK ((state = 'running') = (alive_until IS NOT NULL)),
  CHECK ((state = 'running') = (ended_at IS NULL)),
  CHECK ((state = 'refused') = (refusal IS NOT NULL)),
  CHECK ((refusal IS NULL) = (refusal_status IS NULL))
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
CREATE INDEX stream_lease ON stream (alive_until) WHERE state = 'running';
CREATE INDEX stream_expiry ON stream (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX stream_slot ON stream (slot, ended_at);

-- What was sent of them, several events to a row as they came together. Streams that began within the same ten minutes share a partition, which
-- is truncated when the last of them has expired: nothing is ever deleted row by row.
CREATE TABLE stream_events (
  slot       smallint NOT NULL,
  stream_id  text     NOT NULL,
  first      bigint   NOT NULL CHECK (first > 0),
  last       bigint   NOT NULL CHECK (last >= first),
  events     bytea    STORAGE EXTERNAL NOT NULL,
  PRIMARY KEY (slot, stream_id, last)
) PARTITION BY LIST (slot);
CREATE TABLE stream_events_0 PARTITION OF stream_events FOR VALUES IN (0);
CREATE TABLE stream_events_1 PARTITION OF stream_events FOR VALUES IN (1);
CREATE TABLE stream_events_2 PARTITION OF stream_events FOR VALUES IN (2);
CREATE TABLE stream_events_3 PARTITION OF stream_events FOR VALUES IN (3);
CREATE TABLE stream_events_4 PARTITION OF stream_events FOR VALUES IN (4);
CREATE TABLE stream_events_5 PARTITION OF stream_events FOR VALUES IN (5);
