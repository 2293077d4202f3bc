-- The event log. Why it is ordered and partitioned as it is: docs/decisions/0002-event-log-order.md.

-- The single source of versions: whoever appends to a stream moves its row here.
create table streams (
  stream   text primary key check (stream ~ '^[a-z][a-z0-9-]{0,63}/[A-Za-z0-9._~:@+-]{1,200}$'),
  category text not null generated always as (split_part(stream, '/', 1)) stored,
  version  bigint not null check (version > 0)
) with (fillfactor = 85);

-- Every event id ever appended, and where: outlives archived partitions of the log.
create table event_ids (
  event_id    text not null check (length(event_id) between 1 and 128),
  stream      text not null,
  version     bigint not null,
  tx          xid8 not null,
  position    bigint not null,
  recorded_at timestamptz not null,
  digest      bytea not null,
  primary key (event_id)
) partition by hash (event_id);

do $$
begin
  for bucket in 0..7 loop
    execute format(
      'create table event_ids_%s partition of event_ids for values with (modulus 8, remainder %s)',
      bucket, bucket);
  end loop;
end
$$;

create table events (
  tx           xid8 not null,
  position     bigint not null generated always as identity,
  stream       text not null,
  version      bigint not null,
  category     text not null,
  event_id     text not null,
  type         text not null check (length(type) between 1 and 200),
  source       text not null check (length(source) between 1 and 200),
  occurred_at  timestamptz not null,
  recorded_at  timestamptz not null,
  traceparent  text,
  causation_id text,
  metadata     jsonb not null,
  data         jsonb not null
) partition by range (recorded_at);

-- On the parent from the start: they cannot be built concurrently on a partitioned table later.
create index events_log      on events (tx, position);
create index events_category on events (category, tx, position);
create index events_type     on events (type, tx, position);

-- Catches what has no month of its own yet, so that an append never fails for want of a partition.
create table events_default partition of events default;
create unique index events_default_stream_version on events_default (stream, version);

-- A partition for the month that holds p_at, unless there is one. Attaching takes no lock that stops
-- readers or writers of the parent; the default partition is locked while it is scanned for strays.
create function ensure_event_partition(p_at timestamptz) returns boolean
language plpgsql as $$
declare
  v_from timestamptz := date_trunc('month', p_at, 'UTC');
  v_to   timestamptz := date_trunc('month', date_trunc('month', p_at, 'UTC') + interval '32 days', 'UTC');
  v_name text := 'events_' || to_char(v_from at time zone 'UTC', 'YYYY_MM');
begin
  perform pg_advisory_xact_lock(hashtextextended('event partitions', 42));
  if to_regclass(v_name) is not null
     or exists (select from events_default where recorded_at >= v_from and recorded_at < v_to) then
    return false;
  end if;
  execute format('create table %I (like events including defaults including constraints)', v_name);
  execute format('create unique index %I on %I (stream, version)', v_name || '_stream_version', v_name);
  execute format('alter table events attach partition %I for values from (%L) to (%L)', v_name, v_from, v_to);
  return true;
end
$$;

select ensure_event_partition(now()), ensure_event_partition(date_trunc('month', now(), 'UTC') + interval '32 days');

-- Advisory locks on names (streams, event ids), in one order everywhere, so that no two can wait for
-- each other. Must come before the transaction writes: then the order of transaction ids is the order
-- of the locks, and therefore the order inside every stream. And every statement after it must see what
-- the previous holder committed, hence read committed.
create function lock_names(p_names text[]) returns void
language plpgsql as $$
declare
  v_key bigint;
begin
  if pg_current_xact_id_if_assigned() is not null then
    raise exception 'a transaction that appends events must not write before it holds its locks';
  end if;
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'a transaction that appends events must be read committed';
  end if;
  for v_key in select distinct hashtextextended(name, 42) as key from unnest(p_names) as name order by key loop
    perform pg_advisory_xact_lock(v_key);
  end loop;
end
$$;

-- Appends p_events [{event_id, stream, type, source, occurred_at, traceparent, causation_id, metadata,
-- data}], all or none, if p_expectations [{stream, kind, version}] hold. One row per event, or one row that
-- says why nothing was appended:
--   appended   the event with its new place
--   repeated   every event had been appended before, in the same form: the first result
--   id_taken   event_id names a different event
--   conflict   version is what the stream really has (0: none)
create function append_events(p_expectations jsonb, p_events jsonb)
returns table (outcome text, event_id text, stream text, version bigint, tx xid8, "position" bigint, recorded_at timestamptz)
language plpgsql as $$
#variable_conflict use_column
declare
  v_now      timestamptz;
  v_ids      text[] := array(select e ->> 'event_id' from jsonb_array_elements(p_events) as e);
  v_known    integer;
  v_taken    text;
  v_stream   text;
  v_version  bigint;
begin
  perform lock_names(array(select e ->> 'stream' from jsonb_array_elements(p_events) as e
                           union select e ->> 'stream' from jsonb_array_elements(p_expectations) as e));

  select count(*) into v_known from event_ids i where i.event_id = any (v_ids);
  if v_known > 0 then
    select min(i.event_id) into v_taken
      from event_ids i
      join jsonb_array_elements(p_events) as e on i.event_id = e ->> 'event_id'
     where i.event_id = any (v_ids)
       and (v_known < cardinality(v_ids) or i.digest <> event_digest(e));
    if v_taken is not null then
      return query select 'id_taken', v_taken, null::text, null::bigint, null::xid8, null::bigint, null::timestamptz;
      return;
    end if;
    return query
      select 'repeated', i.event_id, i.stream, i.version, i.tx, i.position, i.recorded_at
        from jsonb_array_elements(p_events) with ordinality as e (event, ord)
        join event_ids i on i.event_id = e.event ->> 'event_id'
       where i.event_id = any (v_ids)
       order by e.ord;
    return;
  end if;

  select a.stream, a.version
    into v_stream, v_version
    from (select e, e ->> 'stream' as stream,
                 coalesce((select s.version from streams s where s.stream = e ->> 'stream'), 0) as version
            from jsonb_array_elements(p_expectations) as e) as a
   where case a.e ->> 'kind'
           when 'exactly' then a.version <> (a.e ->> 'version')::bigint
           when 'exists'  then a.version = 0
           else false
         end
   limit 1;
  if found then
    return query select 'conflict', null::text, v_stream, v_version, null::xid8, null::bigint, null::timestamptz;
    return;
  end if;

  v_now := clock_timestamp();
  return query
    with incoming as materialized (
      select e.event, e.ord, e.event ->> 'stream' as stream,
             row_number() over (partition by e.event ->> 'stream' order by e.ord) as nth
        from jsonb_array_elements(p_events) with ordinality as e (event, ord)
    ),
    moved as (
      insert into streams as s (stream, version)
      select i.stream, count(*) from incoming i group by i.stream
      on conflict (stream) do update set version = s.version + excluded.version
      returning s.stream, s.version
    ),
    counted as (
      select i.stream, count(*) as events from incoming i group by i.stream
    ),
    recorded as (
      insert into events (tx, stream, version, category, event_id, type, source, occurred_at, recorded_at,
                          traceparent, causation_id, metadata, data)
      select pg_current_xact_id(), i.stream, m.version - c.events + i.nth, split_part(i.stream, '/', 1),
             i.event ->> 'event_id', i.event ->> 'type', i.event ->> 'source',
             coalesce((i.event ->> 'occurred_at')::timestamptz, v_now), v_now,
             i.event ->> 'traceparent', i.event ->> 'causation_id',
             coalesce(nullif(i.event -> 'metadata', 'null'), '{}'), coalesce(i.event -> 'data', 'null')
        from incoming i join moved m on m.stream = i.stream join counted c on c.stream = i.stream
       order by i.ord
      returning events.event_id, events.stream, events.version, events.tx, events.position, events.recorded_at
    ),
    identified as (
      insert into event_ids (event_id, stream, version, tx, position, recorded_at, digest)
      select r.event_id, r.stream, r.version, r.tx, r.position, r.recorded_at, event_digest(i.event)
        from recorded r join incoming i on i.event ->> 'event_id' = r.event_id
    )
    select 'appended', r.event_id, r.stream, r.version, r.tx, r.position, r.recorded_at
      from recorded r
     order by r.position;
end
$$;

-- What makes two events under one id the same: everything the sender wrote, in jsonb's canonical text.
create function event_digest(p_event jsonb) returns bytea
language sql immutable parallel safe as $$
  select sha256(convert_to(jsonb_build_array(
    p_event -> 'stream', p_event -> 'type', p_event -> 'occurred_at', p_event -> 'causation_id',
    p_event -> 'metadata', p_event -> 'data')::text, 'UTF8'))
$$;
