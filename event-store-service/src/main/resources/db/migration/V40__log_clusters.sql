-- Lets a log move to another database cluster, whose transaction ids know nothing of the old one's. A place
-- in the log is a transaction id plus an offset that belongs to the cluster, chosen so that everything
-- recorded here comes after everything recorded before. Why: docs/decisions/0002-event-log-order.md.
-- The last row is the one that holds.
create table log_clusters (
  number     integer primary key,
  cluster    text not null,
  tx_offset  bigint not null check (tx_offset >= 0),
  settled_at timestamptz not null default clock_timestamp()
);

-- The cluster, and the branch of its history: both change with a restore into a new one, only the branch
-- with a failover or a recovery to a point in time.
create function log_cluster() returns text
language sql stable as $$
  select (select system_identifier from pg_control_system())
         || '/' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)
$$;

create function log_offset() returns bigint
language plpgsql stable as $$
declare
  v_cluster text;
  v_offset  bigint;
begin
  select cluster, tx_offset into v_cluster, v_offset from log_clusters order by number desc limit 1;
  if v_cluster is distinct from log_cluster() then
    raise exception 'the log has moved to another database cluster and is not settled there yet'
      using errcode = 'cannot_connect_now', hint = 'The service settles it within seconds; by hand: select settle_log()';
  end if;
  return v_offset;
end
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
  if not p_anew and log_cluster() = (select cluster from log_clusters order by number desc limit 1) then
    return false;
  end if;
  -- Alone with the fence: no append is under way.
  perform pg_advisory_xact_lock(1701, 1);
  if not p_anew and log_cluster() = (select cluster from log_clusters order by number desc limit 1) then
    return false;
  end if;
  select tx::text::bigint into v_last from events order by tx desc, position desc limit 1;
  v_first := greatest(v_last + 1,
                      floor(extract(epoch from clock_timestamp() - timestamptz '2025-01-01 00:00:00Z'))::bigint << 28);
  insert into log_clusters (number, cluster, tx_offset)
  select coalesce(max(number), 0) + 1, log_cluster(), v_first - pg_current_xact_id()::text::bigint from log_clusters;
  return true;
end
$$;

-- What was recorded so far was stamped with bare ids. If the cluster has not reached them, it is not theirs.
do $$
begin
  if exists (select from events where tx >= pg_snapshot_xmax(pg_current_snapshot())) then
    perform settle_log();
  else
    insert into log_clusters (number, cluster, tx_offset) values (1, log_cluster(), 0);
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
