-- The form of the data of events of a type and schema version. Once an event was checked against it, only
-- what happens to events that break it, and whether it is retired, may change. Written under one lock, so
-- that revisions are seen in their order.
create table event_schemas (
  type          text not null check (length(type) between 1 and 200),
  version       integer not null check (version > 0),
  schema        jsonb not null,
  on_violation  text not null check (on_violation in ('reject', 'warn')),
  compatibility text not null check (compatibility in ('none', 'backward')),
  retired       boolean not null,
  used_at       timestamptz,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  revision      bigint not null unique,
  primary key (type, version)
);

create sequence event_schema_revisions as bigint;
