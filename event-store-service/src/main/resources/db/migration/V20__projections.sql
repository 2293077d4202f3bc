-- What is built of the log, and how far. A projection has a live build, which readers see, and at times a
-- shadow, which takes its place once it has caught up. Both have tables of their own, named by generation.
create table projection_builds (
  build           bigint generated always as identity unique,
  projection      text not null check (projection ~ '^[a-z][a-z0-9-]{0,39}$'),
  role            text not null check (role in ('live', 'shadow')),
  generation      text not null check (generation in ('a', 'b')),
  version         integer not null check (version > 0),
  tables          text[] not null,
  tx              xid8 not null default '0',
  position        bigint not null default 0,
  applied         bigint not null default 0,
  paused          boolean not null default false,
  -- Of the event at which the handler threw; none if the last batch went through.
  attempts        integer not null default 0,
  error           text check (length(error) <= 500),
  failed_event    text,
  failed_tx       xid8,
  failed_position bigint,
  failed_at       timestamptz,
  retry_at        timestamptz,
  -- Events applied in this minute and in the one before.
  minute          timestamptz not null default date_trunc('minute', clock_timestamp()),
  minute_events   bigint not null default 0,
  previous_events bigint not null default 0,
  started_at      timestamptz not null default clock_timestamp(),
  primary key (projection, role),
  unique (projection, generation)
) with (fillfactor = 50);
