-- Subscriptions whose progress is kept here. A place in the log is a transaction and a position, as in a checkpoint.
create table subscriptions (
  subscription      text primary key check (subscription ~ '^[a-z][a-z0-9-]{0,62}$'),
  category          text,
  type              text,
  tag               text,
  buckets           integer not null check (buckets between 1 and 1024 and (buckets & (buckets - 1)) = 0),
  max_attempts      integer not null check (max_attempts > 0),
  first_delay_ms    bigint not null check (first_delay_ms > 0),
  greatest_delay_ms bigint not null check (greatest_delay_ms > 0),
  paused            boolean not null default false,
  topic             text,
  created_at        timestamptz not null
);

-- Who takes part: whoever polled lately, by the database's clock.
create table subscription_consumers (
  subscription text not null references subscriptions on delete cascade,
  consumer     text not null check (length(consumer) between 1 and 100),
  lives_until  timestamptz not null,
  primary key (subscription, consumer)
) with (fillfactor = 50);

-- How far each bucket of streams is, and who may move it. No index but the key, so that a move stays in its page.
create table subscription_buckets (
  subscription        text not null references subscriptions on delete cascade,
  bucket              integer not null,
  consumer            text,
  token               bigint not null default 0,
  lease_until         timestamptz,
  checkpoint_tx       bigint not null,
  checkpoint_position bigint not null,
  attempts            integer not null default 0,
  retry_at            timestamptz,
  primary key (subscription, bucket)
) with (fillfactor = 50);

-- Events given up after the last attempt. Those that replay are delivered once more, before the others of their bucket.
create table parked_events (
  subscription text not null references subscriptions on delete cascade,
  event_id     text not null,
  bucket       integer not null,
  tx           bigint not null,
  position     bigint not null,
  stream       text not null,
  reason       text not null,
  attempts     integer not null,
  parked_at    timestamptz not null,
  replays      boolean not null default false,
  primary key (subscription, event_id)
);

create index parked_events_place on parked_events (subscription, tx, position);
create index parked_events_replays on parked_events (subscription, bucket, tx, position) where replays;
