-- Lets a log move to another database cluster, whose transaction ids know nothing of the old one's. A place
-- in the log is a transaction id plus an offset that belongs to the cluster, chosen so that everything
-- recorded here comes after everything recorded before. Why: docs/decisions/0002-event-log-order.md.
-- One row.
create table log_cluster (
  tx_offset         bigint not null check (tx_offset >= 0),
  system_identifier bigint not null,
  timeline          text not null,
  settled_tx        xid8 not null,
  settled_at        timestamptz not null
);
create unique index log_cluster_only on log_cluster ((true));

-- The branch of the cluster's history: it changes with a failover and with a recovery to a point in time.
create function log_timeline() returns text
language sql as $$
  select left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)
$$;

-- In every append and read of the log, so it must be cheap. A dump that is restored writes the row anew, under
-- another id than the one it names.
create function log_offset() returns bigint
language plpgsql as $$
declare
  v_offset bigint := (select tx_offset from log_cluster where xmin = settled_tx::xid and timeline = log_timeline());
begin
  if v_offset is null then
    raise exception 'the log has moved to another database cluster and is not settled there yet'
      using errcode = 'cannot_connect_now', hint = 'The service settles it within seconds; by hand: select settle_log()';
  end if;
  return v_offset;
end
$$;

-- The same question, asked without regard to the cost. The ids of two young clusters may coincide.
create function log_settled() returns boolean
language sql as $$
  select exists (select from log_cluster c
                  where c.xmin = c.settled_tx::xid and c.timeline = log_timeline()
                    and c.system_identifier = (select s.system_identifier from pg_control_system() as s))
$$;

-- Where in the order of the log this transaction records. Gives it an id.
create function log_transaction() returns xid8
language sql as $$
  select (pg_current_xact_id()::text::bigint + log_offset())::text::xid8
$$;

-- Makes the cluster this runs in the log's, if it is not; or begins anew there, which is for a cluster that
-- was set back without a trace, as by a snapshot of its disk. 2^28 places a second since 2025: more than any
-- cluster has transactions, hence after every place that was ever given, also those of events that were lost
-- on the way here and that somebody has read before.
create function settle_log(p_anew boolean default false) returns boolean
language plpgsql as $$
declare
  v_last  bigint;
  v_first bigint;
begin
  if not p_anew and log_settled() then
    return false;
  end if;
  -- Alone with the fence: no append is under way.
  perform pg_advisory_xact_lock(1701, 1);
  if not p_anew and log_settled() then
    return false;
  end if;
  select tx::text::bigint into v_last from events order by tx desc, position desc limit 1;
  v_first := greatest(v_last + 1,
                      floor(extract(epoch from clock_timestamp() - timestamptz '2025-01-01 00:00:00Z'))::bigint << 28);
  perform begin_log_at(v_first);
  return true;
end
$$;

-- Whatever was recorded before it, a transaction with this one's id records at p_first.
create function begin_log_at(p_first bigint) returns void
language sql as $$
  delete from log_cluster;
  insert into log_cluster (tx_offset, system_identifier, timeline, settled_tx, settled_at)
  select p_first - pg_current_xact_id()::text::bigint, s.system_identifier, log_timeline(), pg_current_xact_id(),
         clock_timestamp()
    from pg_control_system() as s;
$$;

-- What was recorded so far was stamped with bare ids. If the cluster has not reached them, it is not theirs.
do $$
begin
  if exists (select from events where tx >= pg_snapshot_xmax(pg_current_snapshot())) then
    perform settle_log();
  else
    perform begin_log_at(pg_current_xact_id()::text::bigint);
  end if;
end
$$;

-- The one change to append_events: it stamps places instead of bare ids.
do $$
declare
  v_function text := pg_get_functiondef('append_events'::regproc);
  v_bare     text := 'v_tx := pg_current_xact_id();';
begin
  if strpos(v_function, v_bare) = 0 then
    raise exception 'append_events does not stamp transaction ids';
  end if;
  execute replace(v_function, v_bare, 'v_tx := log_transaction();');
end
$$;

-- The place before which the log is complete: what a later statement sees below it, it will see for ever.
create or replace function safe_bound() returns xid8
language sql as $$
  select (log_offset()
          + case
              when pg_snapshot_xmin(now.snapshot) = pg_snapshot_xmax(now.snapshot) then pg_snapshot_xmax(now.snapshot)
              else coalesce((select min(o.tx) from open_appends() as o), pg_snapshot_xmax(now.snapshot))
            end::text::bigint)::text::xid8
    from (select pg_current_snapshot() as snapshot) as now
$$;
