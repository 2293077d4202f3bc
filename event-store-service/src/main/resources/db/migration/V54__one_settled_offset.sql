-- Whether the log is settled in this cluster is asked in one place. In the FROM of a statement the query becomes a part
-- of it, which costs a third of what a call does. No row while the log is not settled here.
create function settled_offset() returns setof bigint
language sql stable rows 1 as $$
  select c.tx_offset from log_cluster c where c.xmin = c.settled_tx::xid and c.timeline = log_timeline()
$$;

create or replace function log_offset() returns bigint
language plpgsql as $$
declare
  v_offset bigint := (select o from settled_offset() as o);
begin
  if v_offset is null then
    raise exception 'the log has moved to another database cluster and is not settled there yet'
      using errcode = 'cannot_connect_now', hint = 'The service settles it within seconds; by hand: select settle_log()';
  end if;
  return v_offset;
end
$$;

-- The one change to append_events: it does not ask log_cluster itself.
do $$
declare
  v_function text := pg_get_functiondef('append_events'::regproc);
  v_own      text := $own$(pg_current_xact_id()::text::bigint + c.tx_offset)::text::xid8 into v_tx
    from log_cluster c
   where c.xmin = c.settled_tx::xid and c.timeline = left(pg_walfile_name(pg_current_wal_insert_lsn()), 8);$own$;
begin
  if strpos(v_function, v_own) = 0 then
    raise exception 'append_events does not ask log_cluster';
  end if;
  execute replace(v_function, v_own, '(pg_current_xact_id()::text::bigint + o)::text::xid8 into v_tx from settled_offset() as o;');
end
$$;
