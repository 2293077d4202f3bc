-- States of streams at some of their versions, so that a later one need not be folded from the beginning.
-- Nothing depends on a row: without it the same state is folded from the log. The state is kept as the text
-- it was, because jsonb would write some numbers in another form.
create table stream_snapshots (
  stream       text not null,
  fold         text not null check (length(fold) between 1 and 64),
  fold_version integer not null check (fold_version > 0),
  version      bigint not null check (version > 0),
  recorded_at  timestamptz not null,
  last_type    text not null,
  state        json not null,
  taken_at     timestamptz not null default clock_timestamp(),
  primary key (stream, fold, fold_version, version)
);

create index stream_snapshots_taken_at on stream_snapshots (taken_at);
