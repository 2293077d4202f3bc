-- Ranges of the log that are published again.
create table replays (
  id             text primary key,
  topic          text not null,
  category       text,
  type           text,
  tag            text,
  from_tx        xid8 not null,
  from_position  bigint not null,
  to_tx          xid8 not null,
  to_position    bigint not null,
  rate           integer not null check (rate > 0),
  state          text not null check (state in ('running', 'paused', 'cancelled', 'completed', 'failed')),
  at_tx          xid8 not null,
  at_position    bigint not null,
  done           bigint not null default 0,
  total          bigint not null,
  failure        text,
  requested_by   text not null,
  requested_at   timestamptz not null,
  ended_at       timestamptz,
  -- Who publishes; by the database's clock.
  lease_token    bigint not null default 0,
  leased_until   timestamptz not null default '-infinity'
);

create index replays_running on replays (leased_until) where state = 'running';
