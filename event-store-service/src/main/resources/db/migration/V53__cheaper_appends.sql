-- A repetition with a bound makes the regular expression's automaton as long as the bound, and it is built anew for
-- every value: 20 us instead of 0.5 us, twice for each event. The same names are valid as before.
alter domain stream_name drop constraint stream_name_check;
alter domain stream_name add constraint stream_name_check
  check (value ~ '^[a-z][a-z0-9-]*/[A-Za-z0-9._~:@+-]+$' and strpos(value, '/') <= 65
         and length(value) - strpos(value, '/') <= 200);

drop function append_events;
drop function refused_appends;

-- Appends events to streams, append by append all or none. The p arrays have an element for each event, in the order
-- of the log: which append it belongs to, which of the streams it goes to, and how many events of its stream follow.
-- The s arrays have an element for each stream that is appended to or expected to be something, and how many
-- events go there. The x arrays have one for each expectation: of which append and of which stream, and the version it
-- must have, 0 for no stream, -2 for some. p_keys and so on go to lock_keys. Appends that share a stream must expect
-- nothing of it, since each is judged by what was there before all. A condition
-- {"after": {"tx", "position"}, "none": [{"types", "tags"}]} holds if nothing after that place matches; it comes with
-- one append only. p_tags is null if no event has any. One row for all:
--   appended   versions are those of the streams now; the events have the positions 1, 2, ... in the place tx
-- or, if any of the appends is not to be appended, only the rows of refused_appends, and the others can be tried again:
--   repeated   every event of the append had been appended before, in the same form: the first result
--   id_taken   event_id names a different event
--   conflict   version is what the stream really has (0: none)
--   overtaken  event_id matches the condition
-- It is many small statements, because a small one costs less to begin than the parts of a large one; arrays are
-- taken apart by number, because unnest copies each of them once more.
create function append_events(
  p_append integer[], p_stream integer[], p_following integer[], p_event_id text[], p_type text[],
  p_schema_version integer[], p_source text[], p_occurred_at timestamptz[], p_traceparent text[], p_causation_id text[],
  p_tags text[], p_metadata text[], p_data text[], p_digest bytea[],
  s_stream text[], s_events integer[],
  x_append integer[], x_stream integer[], x_version bigint[],
  p_keys bigint[], p_alone boolean[], p_fence_alone boolean, p_condition jsonb,
  out append integer, out outcome text, out event_id text, out stream text, out version bigint, out tx xid8,
  out "position" bigint, out recorded_at timestamptz, out versions bigint[])
returns setof record
language plpgsql
-- A plan made while the tables are small must not scan them when they are large, and is made once.
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  v_lock    text := lock_keys(p_keys, p_alone, p_fence_alone);
  v_refused boolean := exists (select from event_ids k where k.event_id = any (p_event_id));
  v_before  bigint[];
  v_latest  timestamptz;
  v_actual  bigint;
  v_tx      xid8;
  v_now     timestamptz;
begin
  -- The order of rows is that of the array: a lateral lookup is a loop, whatever the planner knows of streams.
  select array_agg(coalesce(s.version, 0)), max(s.recorded_at) into v_before, v_latest
    from unnest(s_stream) as u (stream)
    left join lateral (select i.version, i.recorded_at from streams i where i.stream = u.stream offset 0) as s on true;
  for number in 1 .. cardinality(x_stream) loop
    v_actual := v_before[x_stream[number]];
    if v_actual <> x_version[number] and (x_version[number] >= 0 or v_actual = 0) then
      v_refused := true;
    end if;
  end loop;
  if v_refused then
    return query
      select r.append, r.outcome, r.event_id, r.stream, r.version, r.tx, r.position, r.recorded_at, null::bigint[]
        from refused_appends(p_append, p_event_id, p_digest, s_stream, v_before, x_append, x_stream, x_version) as r;
    return;
  end if;
  if p_condition is not null then
    event_id := matching_event(p_condition);
    if event_id is not null then
      append := 1;
      outcome := 'overtaken';
      return next;
      return;
    end if;
  end if;

  -- What log_transaction answers, at a third of its cost.
  select (pg_current_xact_id()::text::bigint + c.tx_offset)::text::xid8 into v_tx
    from log_cluster c
   where c.xmin = c.settled_tx::xid and c.timeline = left(pg_walfile_name(pg_current_wal_insert_lsn()), 8);
  if v_tx is null then
    v_tx := log_transaction();
  end if;
  -- The times of a stream's events go with their versions, even if the clock is set back.
  v_now := greatest(clock_timestamp(), v_latest);
  insert into event_ids (event_id, stream, version, tx, position, recorded_at, digest)
  select p_event_id[n], s_stream[p_stream[n]], v_before[p_stream[n]] + s_events[p_stream[n]] - p_following[n], v_tx, n,
         v_now, p_digest[n]
    from generate_series(1, cardinality(p_event_id)) as n;
  insert into streams as s (stream, version, recorded_at)
  select s_stream[n], v_before[n] + s_events[n], v_now
    from generate_series(1, cardinality(s_stream)) as n
   where s_events[n] > 0
  on conflict (stream) do update set version = excluded.version, recorded_at = excluded.recorded_at;
  insert into events (tx, position, stream, version, category, event_id, type, schema_version, source, occurred_at,
                      recorded_at, traceparent, causation_id, tags, metadata, data)
  select v_tx, n, s_stream[p_stream[n]], v_before[p_stream[n]] + s_events[p_stream[n]] - p_following[n],
         split_part(s_stream[p_stream[n]], '/', 1), p_event_id[n], p_type[n], p_schema_version[n], p_source[n],
         coalesce(p_occurred_at[n], v_now), v_now, p_traceparent[n], p_causation_id[n], p_tags[n]::text[],
         coalesce(p_metadata[n]::jsonb, '{}'), p_data[n]::jsonb
    from generate_series(1, cardinality(p_event_id)) as n;
  if p_tags is not null then
    insert into event_tags (tag, tx, position, type)
    select t.tag, v_tx, n, p_type[n]
      from generate_series(1, cardinality(p_event_id)) as n, unnest(p_tags[n]::text[]) as t (tag)
     where p_tags[n] is not null;
  end if;
  outcome := 'appended';
  tx := v_tx;
  recorded_at := v_now;
  for number in 1 .. cardinality(s_stream) loop
    v_before[number] := v_before[number] + s_events[number];
  end loop;
  versions := v_before;
  return next;
end
$$;

-- Which of the appends were made before or cannot be made, and why: the rows of append_events for these. s_before are
-- the versions of the streams.
create function refused_appends(
  p_append integer[], p_event_id text[], p_digest bytea[], s_stream text[], s_before bigint[],
  x_append integer[], x_stream integer[], x_version bigint[])
returns table (append integer, outcome text, event_id text, stream text, version bigint, tx xid8, "position" bigint,
               recorded_at timestamptz)
language sql
set enable_seqscan = off
as $$
  with incoming as materialized (
    select e.append, e.ord, e.digest, k.event_id as known_id, k.stream, k.version, k.tx, k.position, k.recorded_at,
           k.digest as known_digest
      from unnest(p_append, p_event_id, p_digest) with ordinality as e (append, event_id, digest, ord)
      left join lateral (select * from event_ids i where i.event_id = e.event_id offset 0) as k on true
  ),
  unmet as materialized (
    select distinct on (x.append) x.append, s_stream[x.stream] as stream, s_before[x.stream] as actual
      from unnest(x_append, x_stream, x_version) as x (append, stream, version)
     where s_before[x.stream] <> x.version and (x.version >= 0 or s_before[x.stream] = 0)
  ),
  known as materialized (
    select i.append, count(*) = count(i.known_id) as whole, min(i.known_id) as some_id,
           min(i.known_id) filter (where i.known_digest <> i.digest) as other_id
      from incoming i group by i.append having count(i.known_id) > 0
  )
  (select i.append, 'repeated', i.known_id, i.stream, i.version, i.tx, i.position, i.recorded_at
     from known k join incoming i on i.append = k.append
    where k.whole and k.other_id is null
    order by i.ord)
  union all
  select k.append, 'id_taken', coalesce(k.other_id, k.some_id), null, null, null, null, null from known k
   where not k.whole or k.other_id is not null
  union all
  select u.append, 'conflict', null, u.stream, u.actual, null, null, null from unmet u
   where not exists (select from known k where k.append = u.append)
$$;
