-- Platform events that wait for another one: for their cause, or for an earlier event of the same source
-- and stream that waits itself. Emptied within the hold-back time (30 s), so it stays small.
create table held_events (
  hold_order   bigint primary key generated always as identity,
  event_id     text not null unique,
  waits_for    text not null,
  release_at   timestamptz not null,
  stream       text not null,
  source       text not null,
  event        jsonb not null
);

create index held_events_waits_for  on held_events (waits_for);
create index held_events_release_at on held_events (release_at);
create index held_events_stream     on held_events (stream, source);
