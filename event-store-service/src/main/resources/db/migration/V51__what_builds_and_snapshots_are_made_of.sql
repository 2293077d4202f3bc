-- Tables of a projection and states of streams depend on the upcasters that the events passed, as they do on versions
-- of the code. Of a build they are listed, so that a process can tell which of two sets is the newer one.
alter table projection_builds add column upcasters text[] not null default '{}';

-- Of a snapshot there is their fingerprint, which is never empty: what a process of an earlier release keeps is not
-- used. `hides` has the streams in which it will be recorded that a subject was forgotten whose values the state has
-- as hidden; from then on the snapshot is not used any more. Those kept so far tell neither, and can be made again.
truncate stream_snapshots;

alter table stream_snapshots
  add column upcasters text not null default '',
  add column hides     text[] not null default '{}',
  drop constraint stream_snapshots_pkey;

alter table stream_snapshots add primary key (stream, fold, fold_version, upcasters, version);
