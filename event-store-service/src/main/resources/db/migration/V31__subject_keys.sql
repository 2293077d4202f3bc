-- A key for each person whose data is in the log, wrapped by a key that is not in this database. Forgetting
-- somebody destroys the key and leaves the row. Dead versions of rows hold wrapped keys, so they go soon.
create table subject_keys (
  subject      text primary key check (length(subject) between 1 and 200),
  key_number   integer not null check (key_number > 0),
  master       text,
  wrapped_key  bytea,
  created_at   timestamptz not null,
  forgotten_at timestamptz,
  forgotten_by text,
  check ((wrapped_key is null) = (forgotten_at is not null)),
  check ((wrapped_key is null) = (master is null))
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1);

-- What rotation still has to wrap anew.
create index subject_keys_master on subject_keys (master, subject) where master is not null;
