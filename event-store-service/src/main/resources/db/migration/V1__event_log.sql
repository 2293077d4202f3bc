-- The event log. Why it is ordered and partitioned as it is: docs/decisions/0002-event-log-order.md.

-- Domains, not checks of the tables: a check is parsed anew for every statement that writes.
create domain stream_name as text check (value ~ '^[a-z][a-z0-9-]{0,63}/[A-Za-z0-9._~:@+-]{1,200}$');
create domain event_identifier as text check (length(value) between 1 and 128);
create domain event_word as text check (length(value) between 1 and 200);
create domain event_tag as text check (length(value) between 1 and 100);
create domain event_version as bigint check (value > 0);
create domain form_version as integer check (value > 0);

-- The single source of versions: whoever appends to a stream moves its row here.
create table streams (
  stream      stream_name primary key,
  version     event_version not null,
  recorded_at timestamptz not null
) with (fillfactor = 85);

-- Every event id ever appended, and where: outlives archived partitions of the log. Not partitioned: a row
-- is about 150 bytes, every append looks into all of it, and eight partitions cost an append a quarter more.
create table event_ids (
  event_id    event_identifier primary key,
  stream      text not null,
  version     bigint not null,
  tx          xid8 not null,
  position    bigint not null,
  recorded_at timestamptz not null,
  digest      bytea not null
);

-- Where events with a tag are; one row for each of an event's tags, none for an event without.
create table event_tags (
  tag      event_tag not null,
  tx       xid8 not null,
  position bigint not null,
  type     text not null,
  primary key (tag, tx, position)
) partition by hash (tag);

do $$
begin
  for bucket in 0..7 loop
    execute format(
      'create table event_tags_%s partition of event_tags for values with (modulus 8, remainder %s)',
      bucket, bucket);
  end loop;
end
$$;

create table events (
  tx             xid8 not null,
  position       bigint not null,
  stream         stream_name not null,
  version        event_version not null,
  category       text not null,
  event_id       event_identifier not null,
  type           event_word not null,
  schema_version form_version not null,
  source         event_word not null,
  occurred_at    timestamptz not null,
  recorded_at    timestamptz not null,
  traceparent    text,
  causation_id   text,
  tags           text[],
  metadata       jsonb not null,
  data           jsonb not null
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

-- The fence, which whoever appends holds, shared, from before its transaction has an id until it has ended: it
-- tells those whom readers must wait for from everybody else's transactions. Held alone, it keeps out all others.
-- Then advisory locks, p_alone or shared, in the order of their keys everywhere, so that no two can wait for each
-- other. All this must come before the transaction writes: then the order of transaction ids is the order of the
-- locks, and therefore the order inside every stream. And every statement after it must see what the previous
-- holder committed, hence read committed.
create function lock_keys(p_keys bigint[], p_alone boolean[], p_fence_alone boolean) returns text
language plpgsql as $$
declare
  v_lock text;
begin
  if pg_current_xact_id_if_assigned() is not null then
    raise exception 'a transaction that appends events must not write before it holds its locks';
  end if;
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'a transaction that appends events must be read committed';
  end if;
  if p_fence_alone then
    v_lock := pg_advisory_xact_lock(1701, 1)::text;
  else
    v_lock := pg_advisory_xact_lock_shared(1701, 1)::text;
  end if;
  for number in 1 .. cardinality(p_keys) loop
    if p_alone[number] then
      v_lock := pg_advisory_xact_lock(p_keys[number])::text;
    else
      v_lock := pg_advisory_xact_lock_shared(p_keys[number])::text;
    end if;
  end loop;
  return v_lock;
end
$$;

-- The transactions that have an id, have not ended and may have appended: all in progress, but for those
-- that hold their id and not the fence. One that has its id just now and does not hold it visibly counts.
create function open_appends() returns table (tx xid8, pid integer)
language sql as $$
  with held as materialized (
    select l.virtualtransaction, l.transactionid, l.pid from pg_locks as l
     where l.locktype = 'transactionid' and l.mode = 'ExclusiveLock' and l.granted
        or l.locktype = 'advisory' and l.classid = 1701 and l.objid = 1 and l.objsubid = 2 and l.granted
           and l.database = (select oid from pg_database where datname = current_database())
  ),
  open as (
    select o.tx, (select h.virtualtransaction from held h where h.transactionid = o.tx::xid limit 1) as holder
      from pg_snapshot_xip(pg_current_snapshot()) as o (tx)
  )
  select o.tx, (select h.pid from held h where h.virtualtransaction = o.holder limit 1)
    from open o
   where o.holder is null
      or exists (select from held f where f.virtualtransaction = o.holder and f.transactionid is null)
$$;

-- The transaction id before which the log is complete: what a later statement sees below it, it will see
-- for ever. Why: docs/decisions/0002-event-log-order.md.
create function safe_bound() returns xid8
language sql as $$
  select case
           when pg_snapshot_xmin(now.snapshot) = pg_snapshot_xmax(now.snapshot) then pg_snapshot_xmax(now.snapshot)
           else coalesce((select min(o.tx) from open_appends() as o), pg_snapshot_xmax(now.snapshot))
         end
    from (select pg_current_snapshot() as snapshot) as now
$$;

-- Appends events to streams, append by append all or none. The first arrays have an element for each event,
-- in the order of the log, and say first which append it belongs to and how many events of its stream follow; the u
-- arrays for each stream and how many events go there; the x arrays for each expectation of an append: the version a
-- stream must have, 0 for no stream, -1 for any, -2 for some. p_keys and so on go to lock_keys. Appends that share
-- a stream must expect nothing of it but any version, since each is judged by what was there before all. A condition
-- {"after": {"tx", "position"}, "none": [{"types", "tags"}]} holds if nothing after that place matches; it comes with
-- one append only. p_tags is null if no event has any. One row for each event appended:
--   appended   the event with its new place
-- or, if any of the appends is not to be appended, only the rows of refused_appends, and the others can be tried again:
--   repeated   every event of the append had been appended before, in the same form: the first result
--   id_taken   event_id names a different event
--   conflict   version is what the stream really has (0: none)
--   overtaken  event_id matches the condition
create function append_events(
  p_append integer[], p_following integer[], p_stream text[], p_event_id text[], p_type text[], p_schema_version integer[],
  p_source text[], p_occurred_at timestamptz[], p_traceparent text[], p_causation_id text[], p_tags text[],
  p_metadata text[], p_data text[], p_digest text[],
  u_stream text[], u_events bigint[],
  x_append integer[], x_stream text[], x_version bigint[],
  p_keys bigint[], p_alone boolean[], p_fence_alone boolean, p_condition jsonb)
returns table (append integer, outcome text, event_id text, stream text, version bigint, tx xid8, "position" bigint,
               recorded_at timestamptz)
language plpgsql
-- A plan made while the tables are small must not scan them when they are large, and is made once.
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  v_lock  text := lock_keys(p_keys, p_alone, p_fence_alone);
  v_match text;
  v_tx    xid8;
  v_now   timestamptz;
begin
  if exists (select from event_ids k where k.event_id = any (p_event_id))
     or exists (select from unnest(x_stream, x_version) as x (stream, version)
                 where x.version <> -1
                   and case coalesce((select s.version from streams s where s.stream = x.stream), 0)
                         when x.version then x.version = -2
                         when 0 then true
                         else x.version <> -2
                       end) then
    return query
      select * from refused_appends(p_append, p_event_id, p_digest, x_append, x_stream, x_version);
    return;
  end if;
  if p_condition is not null then
    v_match := matching_event(p_condition);
    if v_match is not null then
      return query select 1, 'overtaken', v_match, null::text, null::bigint, null::xid8, null::bigint, null::timestamptz;
      return;
    end if;
  end if;

  v_tx := pg_current_xact_id();
  v_now := clock_timestamp();
  if p_tags is not null then
    insert into event_tags (tag, tx, position, type)
    select t.tag, v_tx, e.ord, e.type
      from unnest(p_tags, p_type) with ordinality as e (tags, type, ord), unnest(e.tags::text[]) as t (tag)
     where e.tags is not null;
  end if;
  return query
    with moved as (
      insert into streams as s (stream, version, recorded_at)
      select u.stream, u.events, v_now from unnest(u_stream, u_events) as u (stream, events)
      on conflict (stream) do update
        set version = s.version + excluded.version, recorded_at = greatest(s.recorded_at, excluded.recorded_at)
      returning s.stream, s.version, s.recorded_at
    ),
    placed as materialized (
      select e.*, m.version - e.following as version, m.recorded_at
        from unnest(p_append, p_following, p_stream, p_event_id, p_type, p_schema_version, p_source, p_occurred_at,
                    p_traceparent, p_causation_id, p_tags, p_metadata, p_data, p_digest)
             with ordinality as e (append, following, stream, event_id, type, schema_version, source, occurred_at,
                                   traceparent, causation_id, tags, metadata, data, digest, ord)
        join moved m on m.stream = e.stream
    ),
    recorded as (
      insert into events (tx, position, stream, version, category, event_id, type, schema_version, source, occurred_at,
                          recorded_at, traceparent, causation_id, tags, metadata, data)
      select v_tx, p.ord, p.stream, p.version, split_part(p.stream, '/', 1), p.event_id, p.type, p.schema_version,
             p.source, coalesce(p.occurred_at, p.recorded_at), p.recorded_at, p.traceparent, p.causation_id,
             p.tags::text[], p.metadata::jsonb, p.data::jsonb
        from placed p
    ),
    identified as (
      insert into event_ids (event_id, stream, version, tx, position, recorded_at, digest)
      select p.event_id, p.stream, p.version, v_tx, p.ord, p.recorded_at, decode(p.digest, 'hex') from placed p
    )
    select p.append, 'appended', p.event_id, p.stream, p.version, v_tx, p.ord, p.recorded_at from placed p order by p.ord;
end
$$;

-- Which of the appends were made before or cannot be made, and why: the rows of append_events for these.
create function refused_appends(p_append integer[], p_event_id text[], p_digest text[], x_append integer[], x_stream text[], x_version bigint[])
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
    select distinct on (x.append) x.append, x.stream, x.actual
      from (select e.append, e.stream, e.version,
                   coalesce((select s.version from streams s where s.stream = e.stream), 0) as actual
              from unnest(x_append, x_stream, x_version) as e (append, stream, version)) as x
     where x.version >= 0 and x.actual <> x.version or x.version = -2 and x.actual = 0
  ),
  known as materialized (
    select i.append, count(*) = count(i.known_id) as whole, min(i.known_id) as some_id,
           min(i.known_id) filter (where i.known_digest <> decode(i.digest, 'hex')) as other_id
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

-- The id of an event that matches a condition of append_events, or null. Call it under the condition's locks.
create function matching_event(p_condition jsonb) returns text
language plpgsql
set enable_seqscan = off
as $$
declare
  v_tx       xid8   := (p_condition #>> '{after,tx}')::xid8;
  v_position bigint := (p_condition #>> '{after,position}')::bigint;
  v_item     jsonb;
  v_types    text[];
  v_tags     text[];
  v_match    text;
begin
  for v_item in select * from jsonb_array_elements(p_condition -> 'none') loop
    v_types := array(select jsonb_array_elements_text(v_item -> 'types'));
    v_tags  := array(select jsonb_array_elements_text(v_item -> 'tags') order by 1);
    if cardinality(v_tags) = 0 then
      select e.event_id into v_match from events e
       where e.type = any (v_types) and (e.tx, e.position) > (v_tx, v_position) limit 1;
    else
      select e.event_id into v_match
        from event_tags t join events e on e.tx = t.tx and e.position = t.position
       where t.tag = v_tags[1] and (t.tx, t.position) > (v_tx, v_position)
         and (cardinality(v_types) = 0 or t.type = any (v_types))
         and not exists (select from unnest(v_tags[2:]) as other
                          where not exists (select from event_tags o
                                             where o.tag = other and o.tx = t.tx and o.position = t.position))
       limit 1;
    end if;
    if v_match is not null then
      return v_match;
    end if;
  end loop;
  return null;
end
$$;
