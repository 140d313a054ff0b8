-- Migration v1, the feed: `pull_changes_v1`.
--
-- A transaction that began early may commit late: neither a timestamp nor a sequence orders what can be read.
-- Rows are therefore read in the order (transaction, seq), and only below the oldest transaction still running.
-- What a row looks like is read when it is asked for; a row that its community can no longer see is a tombstone.

-- One view an entity: its id, its community, whether a first load still needs it, and the row of the contract.
-- (row_to_json takes a third less time than json_build_object: that is a third of a first load.)
create or replace view gatehouse.feed_pass as
  select r.id, r.community_id, r.validity_end > now() - interval '30 days' as live, row_to_json(shown) as row
    from public.visitor_records_uid r
    left join public.profile p on p.id = r.host_uid
    left join public.property h on h.id = r.property_id,
    lateral (select
      r.id, r.record_uid, r.rand_record_uid, r.short_code, r.community_id, r.host_uid as host_id,
      coalesce(p.full_name, '') as host_name, coalesce(h.label, '') as house, r.visitor_name,
      coalesce(r.visitor_type, 'Guest') as visitor_type, r.validity_start as valid_from, r.validity_end as valid_until,
      coalesce(r.entries_allowed, 9999) as entries_allowed, r.entries_used, r.uses_rev,
      r.cancelled_at is not null as cancelled, r.plate, r.vehicle, r.document_last4, r.people,
      coalesce(r.notes, '') as note, r.updated_at) as shown;

create or replace view gatehouse.feed_log as
  select l.id, l.community_id, l.received_at > now() - interval '7 days' as live, row_to_json(shown) as row
    from public.visitor_record_logs l,
    lateral (select
      l.id, l.pass_id, l.record_uid, l.kind, l.direction, l.occurred_at, l.received_at, l.gate_id, l.actor_name,
      coalesce(l.visitor_name, '') as visitor_name, l.house, l.verdict, l.reason, l.flags || l.conflicts as flags,
      case when l.resolved_at is null then l.conflicts else '{}' end as to_review,
      l.photo_hash, l.device_id, l.people, l.plate, l.corrects, l.actor_id, l.visitor_type, l.on_foot, l.basis,
      l.basis_age_s, l.flags as noted, l.allowed_by, coalesce(l.notes, '') as note, l.offline, l.clock_trusted,
      l.gate_outcome, l.shift_id, coalesce(l.device_seq, 0) as device_seq) as shown;

create or replace view gatehouse.feed_blacklist as
  select b.id, b.community_id, coalesce(b.valid_until > now(), true) as live, row_to_json(shown) as row
    from public.blacklist_entry b,
    lateral (select b.id, b.match_kind, b.match_value, b.reason, b.valid_from, b.valid_until) as shown
   where b.match_kind <> 'document';

create or replace view gatehouse.feed_property as
  select h.id, h.community_id, true as live, row_to_json(shown) as row
    from public.property h, lateral (select h.id, h.label) as shown;

create or replace view gatehouse.feed_host as
  select p.id, h.community_id, true as live, row_to_json(shown) as row
    from public.profile p join public.property h on h.id = p.property_id,
    lateral (select p.id, p.full_name as name, h.label as house, coalesce(p.phone, '') as phone) as shown;

-- Who works here: a console ends the permit of somebody who does so no more. Consoles are among them.
create or replace view gatehouse.feed_member as
  select m.profile_id as id, m.community_id, true as live, row_to_json(shown) as row
    from gatehouse.membership m,
    lateral (select
      m.profile_id as id, case m.role when 'admin' then 'supervisor' else m.role end as role,
      gatehouse.blocked_until(m.profile_id) as blocked_until) as shown
   where m.role <> 'resident';

create or replace view gatehouse.feed_settings as
  select s.id, s.community_id, true as live, row_to_json(shown) as row
    from public.site_setting s, lateral (select s.id, s.key, s.value, s.signature) as shown;

-- Trigger: notes that a row changed, in the community it is in and in the one it left. Its argument is the entity.
create or replace function gatehouse.row_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_old uuid := case when tg_op <> 'INSERT' then old.community_id end;
  v_new uuid := case when tg_op <> 'DELETE' then new.community_id end;
  v_id uuid := case when tg_op = 'DELETE' then old.id else new.id end;
begin
  if v_new is not null then
    insert into gatehouse.change_log (community_id, entity, entity_id) values (v_new, tg_argv[0], v_id);
  end if;
  if v_old <> v_new or v_new is null and v_old is not null then
    insert into gatehouse.change_log (community_id, entity, entity_id) values (v_old, tg_argv[0], v_id);
  end if;
  return null;
end $$;

-- A house's name stands in the rows of its residents and of their passes; a host's name in his passes.
create or replace function gatehouse.house_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.label is distinct from old.label or new.community_id is distinct from old.community_id then
    insert into gatehouse.change_log (community_id, entity, entity_id)
    select c, 'host', p.id from public.profile p, (select new.community_id as c union select old.community_id) as s
     where p.property_id = new.id and c is not null;
    insert into gatehouse.change_log (community_id, entity, entity_id)
    select f.community_id, 'pass', f.id from gatehouse.feed_pass f
      join public.visitor_records_uid r on r.id = f.id
     where r.property_id = new.id and f.live and f.community_id is not null;
  end if;
  return null;
end $$;

create or replace function gatehouse.host_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into gatehouse.change_log (community_id, entity, entity_id)
  select h.community_id, 'host', coalesce(new.id, old.id) from public.property h
   where h.id in (new.property_id, old.property_id) and h.community_id is not null;
  if tg_op = 'UPDATE' and new.full_name is distinct from old.full_name then
    insert into gatehouse.change_log (community_id, entity, entity_id)
    select r.community_id, 'pass', r.id from public.visitor_records_uid r
     where r.host_uid = new.id and r.community_id is not null and r.validity_end > now() - interval '30 days';
  end if;
  return null;
end $$;

-- Somebody got a post or another role, lost it, or was blocked: in the communities where he works, and in the one that
-- he left.
create or replace function gatehouse.members_changed(p_profile uuid) returns void
language sql volatile security definer set search_path = '' as $$
  insert into gatehouse.change_log (community_id, entity, entity_id)
  select distinct m.community_id, 'member', m.profile_id from gatehouse.membership m
   where m.profile_id = p_profile and m.role <> 'resident'
$$;

create or replace function gatehouse.post_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'INSERT' and tg_table_name = 'community_manager' then
    insert into gatehouse.change_log (community_id, entity, entity_id)
    values (old.community_id, 'member', old.profile_id);
  end if;
  perform gatehouse.members_changed(case when tg_op = 'DELETE' then old.profile_id else new.profile_id end);
  return null;
end $$;

create or replace function gatehouse.account_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform gatehouse.members_changed(new.id);
  return null;
end $$;

create or replace trigger feed after insert or update or delete on public.community_manager
  for each row execute function gatehouse.post_changed();
create or replace trigger feed after insert or update or delete on public.profile_role
  for each row execute function gatehouse.post_changed();
create or replace trigger feed after insert or update of profile_id, revoked_at on public.device
  for each row execute function gatehouse.post_changed();
do $$
begin
  if exists (select 1 from pg_attribute where attrelid = to_regclass('auth.users') and attname = 'banned_until') then
    create or replace trigger gatehouse_feed after update of banned_until on auth.users
      for each row execute function gatehouse.account_changed();
  end if;
end $$;

create or replace trigger feed after insert or update or delete on public.visitor_records_uid
  for each row execute function gatehouse.row_changed('pass');
create or replace trigger feed after insert or update or delete on public.visitor_record_logs
  for each row execute function gatehouse.row_changed('log');
create or replace trigger feed after insert or update or delete on public.blacklist_entry
  for each row execute function gatehouse.row_changed('blacklist');
create or replace trigger feed after insert or update or delete on public.property
  for each row execute function gatehouse.row_changed('property');
create or replace trigger feed after insert or update or delete on public.site_setting
  for each row execute function gatehouse.row_changed('settings');
create or replace trigger feed_houses after update on public.property
  for each row execute function gatehouse.house_changed();
create or replace trigger feed after insert or update or delete on public.profile
  for each row execute function gatehouse.host_changed();

-- Keeps the feed short. Run daily; a console that was away longer starts anew.
create or replace function gatehouse.prune_feed(p_keep interval default '90 days') returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_gone bigint;
begin
  with gone as (
    delete from gatehouse.change_log where changed_at < now() - p_keep returning community_id, xid, seq
  ), newest as (
    select distinct on (community_id) community_id, xid, seq from gone order by community_id, xid desc, seq desc
  ), noted as (
    insert into gatehouse.feed_floor select community_id, xid, seq from newest
    on conflict (community_id) do update set xid = excluded.xid, seq = excluded.seq
    where (excluded.xid, excluded.seq) > (feed_floor.xid, feed_floor.seq)
  )
  select count(*) into v_gone from gone;
  return v_gone;
end $$;
