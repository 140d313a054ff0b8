-- Migration v1, `pull_changes_v1`: the whole of what a gatehouse may see, then what changed since.
--
-- Cursors (opaque to clients):
--   s.<epoch>.<xid>.<entity>.<last id>.<rows left>   in the middle of the first load, which began below <xid>
--   c.<epoch>.<xid>.<seq>                            everything up to there was read

create or replace function gatehouse.entities() returns text[]
language sql immutable as $$ select array['settings', 'property', 'host', 'blacklist', 'pass', 'log', 'question', 'notice',
                          'member', 'shift'] $$;

-- The rows of one entity: those named, or the next ones of a first load.
create or replace function gatehouse.feed_rows(p_community uuid, p_entity text, p_ids uuid[])
returns table (id uuid, "row" json)
language plpgsql stable security definer set search_path = '' set timezone = 'UTC' as $$
begin
  return query execute format(
    'select f.id, f.row from gatehouse.%I f where f.community_id = $1 and f.id = any ($2)', 'feed_' || p_entity)
    using p_community, p_ids;
end $$;

create or replace function gatehouse.feed_load(p_community uuid, p_entity text, p_after uuid, p_limit int)
returns table (id uuid, "row" json)
language plpgsql stable security definer set search_path = '' set timezone = 'UTC' as $$
begin
  return query execute format(
    'select f.id, f.row from gatehouse.%I f where f.community_id = $1 and f.live and f.id > $2 order by f.id limit $3',
    'feed_' || p_entity) using p_community, p_after, p_limit;
end $$;

create or replace function gatehouse.feed_size(p_community uuid) returns bigint
language plpgsql stable security definer set search_path = '' as $$
declare
  v_entity text;
  v_count bigint;
  v_all bigint := 0;
begin
  foreach v_entity in array gatehouse.entities() loop
    execute format('select count(*) from gatehouse.%I f where f.community_id = $1 and f.live', 'feed_' || v_entity)
      into v_count using p_community;
    v_all := v_all + v_count;
  end loop;
  return v_all;
end $$;

-- One page of a first load: rows of one entity.
create or replace function gatehouse.load_page(p_community uuid, p_epoch text, p_state text[], p_limit int)
returns json language plpgsql stable security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_entities constant text[] := gatehouse.entities();
  v_start constant uuid := '00000000-0000-0000-0000-000000000000';
  v_at int := p_state[4]::int;
  v_after uuid := p_state[5]::uuid;
  v_left bigint := p_state[6]::bigint;
  v_changes json;
  v_last uuid;
  v_count int;
begin
  loop
    select json_agg(json_build_object('entity', v_entities[v_at], 'id', f.id, 'op', 'U', 'row', f.row) order by f.id),
           (array_agg(f.id order by f.id desc))[1], count(*)
      into v_changes, v_last, v_count from gatehouse.feed_load(p_community, v_entities[v_at], v_after, p_limit) f;
    v_at := case when v_count = p_limit then v_at else v_at + 1 end;
    v_after := case when v_count = p_limit then v_last else v_start end;
    exit when v_count > 0 or v_at > cardinality(v_entities);
  end loop;
  v_left := greatest(0, v_left - v_count);
  return json_build_object(
    'cursor', case when v_at > cardinality(v_entities) then format('c.%s.%s.0', p_epoch, p_state[3])
                   else format('s.%s.%s.%s.%s.%s', p_epoch, p_state[3], v_at, v_after, v_left) end,
    'epoch', p_epoch, 'more', true, 'remaining', v_left, 'server_time', clock_timestamp(),
    'changes', coalesce(v_changes, '[]'));
end $$;

-- One page of what changed after (p_xid, p_seq), each row once, in its newest state.
create or replace function gatehouse.change_page(p_community uuid, p_epoch text, p_xid xid8, p_seq bigint, p_limit int)
returns json language plpgsql stable security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_horizon constant xid8 := pg_snapshot_xmin(pg_current_snapshot());
  v_xid xid8 := p_xid;
  v_seq bigint := p_seq;
  v_ids jsonb;
  v_changes json := '[]';
  v_remaining bigint;
begin
  with page as (
    select entity, entity_id, xid, seq from gatehouse.change_log
     where community_id = p_community and (xid, seq) > (p_xid, p_seq) and xid < v_horizon
     order by xid, seq limit p_limit
  ), ends as (
    select xid, seq from page order by xid desc, seq desc limit 1
  ), newest as (
    select distinct entity, entity_id from page
  ), named as (
    select entity, array_agg(entity_id) as ids from newest group by entity
  ), found as (
    select named.entity, f.id, f.row from named, gatehouse.feed_rows(p_community, named.entity, named.ids) f
  )
  select ends.xid, ends.seq,
         (select json_agg(json_build_object('entity', n.entity, 'id', n.entity_id,
                   'op', case when f.id is null then 'D' else 'U' end, 'row', f.row))
            from newest n left join found f on f.entity = n.entity and f.id = n.entity_id)
    into v_xid, v_seq, v_changes from ends;
  if not found then
    v_xid := p_xid; v_seq := p_seq; v_changes := '[]';
  end if;
  select count(*) into v_remaining from (
    select 1 from gatehouse.change_log
     where community_id = p_community and (xid, seq) > (v_xid, v_seq) and xid < v_horizon limit 5000) rest;
  return json_build_object(
    'cursor', format('c.%s.%s.%s', p_epoch, v_xid, v_seq), 'epoch', p_epoch, 'more', v_remaining > 0,
    'remaining', v_remaining, 'server_time', clock_timestamp(), 'changes', v_changes);
end $$;

create or replace function public.pull_changes_v1(p_community uuid, p_cursor text default null, p_limit int default 500)
returns json language plpgsql stable security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_epoch constant text := gatehouse.epoch();
  v_limit constant int := least(greatest(coalesce(p_limit, 500), 1), 2000);
  v_state text[];
  v_floor gatehouse.feed_floor;
begin
  perform gatehouse.require_role(p_community, '{guard,supervisor,admin,console}');
  v_state := string_to_array(coalesce(p_cursor, format('s.%s.%s.1.00000000-0000-0000-0000-000000000000.%s', v_epoch,
    pg_snapshot_xmin(pg_current_snapshot()), case when p_cursor is null then gatehouse.feed_size(p_community) end)), '.');
  if p_cursor is not null and p_cursor !~ '^(s\.[0-9a-f]{16}\.\d{1,19}\.\d{1,2}\.[0-9a-f-]{36}\.\d{1,18}|c\.[0-9a-f]{16}\.\d{1,19}\.\d{1,18})$' then
    perform gatehouse.refuse(400, 'cursor_unknown', 'That is not a cursor of this feed.');
  end if;
  select * into v_floor from gatehouse.feed_floor where community_id = p_community;
  if v_state[2] <> v_epoch
     or (v_state[1] = 'c' and (v_state[3]::xid8, v_state[4]::bigint) < (v_floor.xid, v_floor.seq))
     or (v_state[1] = 's' and v_state[3]::xid8 <= v_floor.xid) then
    perform gatehouse.refuse(410, 'cursor_too_old', 'The feed no longer reaches back to that cursor.', 'Start anew.');
  end if;
  if v_state[1] = 's' then
    return gatehouse.load_page(p_community, v_epoch, v_state, v_limit);
  end if;
  return gatehouse.change_page(p_community, v_epoch, v_state[3]::xid8, v_state[4]::bigint, v_limit);
end $$;

revoke all on function public.pull_changes_v1(uuid, text, int) from public, anon;
grant execute on function public.pull_changes_v1(uuid, text, int) to authenticated;
