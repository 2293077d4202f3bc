-- The same function, in fewer steps: what is known before anything is written is asked in one statement, and versions are
-- those after the append from the start, so that neither events nor the answer need two sums for each. Whoever called
-- it before calls it as before.
create or replace function append_events(
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
  v_refused boolean;
  v_actual  bigint;
  v_offset  bigint;
begin
  -- The order of rows is that of the arrays: a lateral lookup is a loop, whatever the planner knows of streams. The times
  -- of a stream's events go with their versions, even if the clock is set back.
  select exists (select from event_ids k where k.event_id = any (p_event_id)),
         array_agg(coalesce(s.version, 0) + s_events[n]),
         greatest(clock_timestamp(), max(s.recorded_at)),
         (select o from settled_offset() as o)
    into v_refused, versions, recorded_at, v_offset
    from generate_series(1, cardinality(s_stream)) as n
    left join lateral (select i.version, i.recorded_at from streams i where i.stream = s_stream[n] offset 0) as s on true;
  for number in 1 .. cardinality(x_stream) loop
    v_actual := versions[x_stream[number]] - s_events[x_stream[number]];
    if v_actual <> x_version[number] and (x_version[number] >= 0 or v_actual = 0) then
      v_refused := true;
    end if;
  end loop;
  if v_refused then
    return query
      select r.append, r.outcome, r.event_id, r.stream, r.version, r.tx, r.position, r.recorded_at, null::bigint[]
        from refused_appends(p_append, p_event_id, p_digest, s_stream,
                             array(select after.version - after.events from unnest(versions, s_events) as after (version, events)),
                             x_append, x_stream, x_version) as r;
    return;
  end if;
  if p_condition is not null then
    event_id := matching_event(p_condition);
    if event_id is not null then
      return query select 1, 'overtaken', event_id, null, null::bigint, null::xid8, null::bigint, null::timestamptz, null::bigint[];
      return;
    end if;
  end if;

  tx := (pg_current_xact_id()::text::bigint + v_offset)::text::xid8;
  if tx is null then
    tx := log_transaction();
  end if;
  insert into event_ids (event_id, stream, version, tx, position, recorded_at, digest)
  select p_event_id[n], s_stream[p_stream[n]], versions[p_stream[n]] - p_following[n], tx, n, recorded_at, p_digest[n]
    from generate_series(1, cardinality(p_event_id)) as n;
  insert into streams as s (stream, version, recorded_at)
  select s_stream[n], versions[n], recorded_at
    from generate_series(1, cardinality(s_stream)) as n
   where s_events[n] > 0
  on conflict (stream) do update set version = excluded.version, recorded_at = excluded.recorded_at;
  insert into events (tx, position, stream, version, category, event_id, type, schema_version, source, occurred_at,
                      recorded_at, traceparent, causation_id, tags, metadata, data)
  select tx, n, s_stream[p_stream[n]], versions[p_stream[n]] - p_following[n],
         split_part(s_stream[p_stream[n]], '/', 1), p_event_id[n], p_type[n], p_schema_version[n], p_source[n],
         coalesce(p_occurred_at[n], recorded_at), recorded_at, p_traceparent[n], p_causation_id[n], p_tags[n]::text[],
         coalesce(p_metadata[n]::jsonb, '{}'), p_data[n]::jsonb
    from generate_series(1, cardinality(p_event_id)) as n;
  if p_tags is not null then
    insert into event_tags (tag, tx, position, type)
    select t.tag, tx, n, p_type[n]
      from generate_series(1, cardinality(p_event_id)) as n, unnest(p_tags[n]::text[]) as t (tag)
     where p_tags[n] is not null;
  end if;
  outcome := 'appended';
  return next;
end
$$;
