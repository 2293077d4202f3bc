-- Months of the log that are kept in files. While one is archived, its places and versions are known here, so
-- that whoever reads across them is told.

create table archives (
  month          date primary key check (month = date_trunc('month', month)),
  state          text not null check (state in ('preparing', 'detached', 'archived', 'loading', 'attached')),
  file           text,
  checksum       text,
  events         bigint,
  failure        text,
  archived_at    timestamptz,
  restored_at    timestamptz,
  lease_token    bigint not null default 0,
  leased_until   timestamptz not null default '-infinity'
);

-- Runs of an archived month's events with no other month's event between them: appends around the turn of
-- a month may be ordered in another way than they are dated. Both ends belong to the run.
create table archived_ranges (
  month         date not null references archives,
  from_tx       xid8 not null,
  from_position bigint not null,
  to_tx         xid8 not null,
  to_position   bigint not null,
  primary key (to_tx, to_position)
);

-- Which versions of which streams a month has.
create table archived_streams (
  stream       text not null,
  month        date not null references archives,
  from_version bigint not null,
  to_version   bigint not null,
  primary key (stream, month)
);

create function event_partition(p_month date) returns text
language sql immutable as $$
  select 'events_' || to_char(p_month, 'YYYY_MM')
$$;

-- Before events are taken out of the log or put back. Whoever reads the log has looked into archived_ranges
-- before, in the same transaction, so none of them reads while that changes.
create function hold_still() returns void
language plpgsql as $$
begin
  -- The fence, alone: no append is under way.
  perform pg_advisory_xact_lock(1701, 1);
  lock table archived_ranges in access exclusive mode;
  lock table events in access exclusive mode;
end
$$;

-- Takes a month out of the log.
create function detach_month(p_month date) returns void
language plpgsql as $$
declare
  v_name text := event_partition(p_month);
begin
  perform hold_still();
  execute format('alter table events detach partition %I', v_name);
  execute format($q$
    with first as (select tx, position from %1$I order by tx, position limit 1),
    last as (select tx, position from %1$I order by tx desc, position desc limit 1),
    others as (
      select e.tx, e.position from events e, first, last
       where (e.tx, e.position) > (first.tx, first.position) and (e.tx, e.position) < (last.tx, last.position)
    ),
    bounds as (
      select '0'::xid8 as tx, 0::bigint as position
      union all select tx, position from others
    ),
    gaps as (
      select tx, position, lead(tx) over w as next_tx, lead(position) over w as next_position
        from bounds window w as (order by tx, position)
    )
    insert into archived_ranges (month, from_tx, from_position, to_tx, to_position)
    select %2$L::date, f.tx, f.position, l.tx, l.position
      from gaps g
      cross join lateral (select tx, position from %1$I e where (e.tx, e.position) > (g.tx, g.position)
                           order by tx, position limit 1) as f
      cross join lateral (select tx, position from %1$I e
                           where g.next_tx is null or (e.tx, e.position) < (g.next_tx, g.next_position)
                           order by tx desc, position desc limit 1) as l
     where (f.tx, f.position) <= (l.tx, l.position)
  $q$, v_name, p_month);
  update archives set state = 'detached', failure = null where month = p_month;
end
$$;

-- Puts a month back that was loaded into its table. What other archived months' runs have of its places
-- between them is no run any more.
create function attach_month(p_month date) returns void
language plpgsql as $$
declare
  v_name  text := event_partition(p_month);
  v_from  timestamptz := p_month::timestamp at time zone 'UTC';
  v_to    timestamptz := (p_month + interval '1 month') at time zone 'UTC';
  v_range archived_ranges;
  v_place record;
begin
  perform hold_still();
  execute format('alter table events attach partition %I for values from (%L) to (%L)', v_name, v_from, v_to);
  execute format('alter table %I drop constraint if exists %I', v_name, v_name || '_month');
  delete from archived_ranges where month = p_month;
  delete from archived_streams where month = p_month;
  for v_range in select * from archived_ranges loop
    for v_place in
      execute format('select tx, position from %I where (tx, position) > ($1, $2) and (tx, position) < ($3, $4)
                       order by tx, position', v_name)
        using v_range.from_tx, v_range.from_position, v_range.to_tx, v_range.to_position
    loop
      -- Whether the other month has something on both sides is not known without its file; a run may be empty.
      delete from archived_ranges where (to_tx, to_position) = (v_range.to_tx, v_range.to_position);
      insert into archived_ranges
      values (v_range.month, v_range.from_tx, v_range.from_position, v_place.tx, v_place.position - 1),
             (v_range.month, v_place.tx, v_place.position + 1, v_range.to_tx, v_range.to_position)
      on conflict do nothing;
      v_range.from_tx := v_place.tx;
      v_range.from_position := v_place.position + 1;
    end loop;
  end loop;
  update archives set state = 'attached', failure = null, restored_at = clock_timestamp() where month = p_month;
end
$$;

-- A condition on types alone looks through the log itself: with what it asks about in an archive, nobody knows.
-- Tags outlive archives.
create or replace function matching_event(p_condition jsonb) returns text
language plpgsql
set enable_seqscan = off
as $$
declare
  v_tx       xid8   := (p_condition #>> '{after,tx}')::xid8;
  v_position bigint := (p_condition #>> '{after,position}')::bigint;
  v_archived date   := (select min(month) from archived_ranges where (to_tx, to_position) > (v_tx, v_position));
  v_item     jsonb;
  v_types    text[];
  v_tags     text[];
  v_match    text;
begin
  for v_item in select * from jsonb_array_elements(p_condition -> 'none') loop
    v_types := array(select jsonb_array_elements_text(v_item -> 'types'));
    v_tags  := array(select jsonb_array_elements_text(v_item -> 'tags') order by 1);
    if cardinality(v_tags) = 0 then
      if v_archived is not null then
        raise exception 'the condition asks about events of %, which are archived', to_char(v_archived, 'YYYY-MM')
          using errcode = 'P0410';
      end if;
      select e.event_id into v_match from events e
       where e.type = any (v_types) and (e.tx, e.position) > (v_tx, v_position) limit 1;
    else
      select coalesce(e.event_id, '(archived)') into v_match
        from event_tags t left join events e on e.tx = t.tx and e.position = t.position
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
