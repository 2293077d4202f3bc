-- Signed segments over the log, by which anybody can find out that a row was changed, removed or inserted.

-- The private half is encrypted under a key that is derived from SIGNALBOX_SECRET, bound to the public half.
create table audit_keys (
  key_id      text primary key,
  public_key  bytea not null,
  private_key bytea not null,
  made_at     timestamptz not null
);

create table audit_segments (
  number         bigint primary key check (number > 0),
  after_tx       xid8 not null,
  after_position bigint not null,
  to_tx          xid8 not null,
  to_position    bigint not null,
  events         integer not null check (events > 0),
  root           text not null,
  previous_hash  text not null,
  hash           text not null,
  key_id         text not null references audit_keys,
  signature      text not null,
  sealed_at      timestamptz not null,
  leaves         bytea not null
);

-- Hashes do not compress.
alter table audit_segments alter column leaves set storage external;

create unique index audit_segments_end on audit_segments (to_tx, to_position);

-- The last segment, signed, so that one cannot just leave out the last ones.
create table audit_head (
  number    bigint not null,
  hash      text not null,
  key_id    text not null references audit_keys,
  signature text not null
);
create unique index audit_head_only on audit_head ((true));
