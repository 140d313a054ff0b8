-- Migration v1, who is who: one view tells every role that a profile has in a community.

create or replace view gatehouse.membership as
  select cm.profile_id, cm.community_id,
         case min(case r.role_name when 'Admin' then 1 when 'Supervisor' then 2 when 'Technician' then 3 else 4 end)
           when 1 then 'admin' when 2 then 'supervisor' when 3 then 'technician' else 'guard' end as role
    from public.community_manager cm
    left join public.profile_role pr on pr.profile_id = cm.profile_id
    left join public.role r on r.id = pr.role_id and r.role_name <> 'Resident'
   group by cm.profile_id, cm.community_id
  union all
  select d.profile_id, d.community_id, case when d.revoked_at is null then 'console' else 'revoked_console' end
    from public.device d where d.profile_id is not null
  union all
  select p.id, h.community_id, 'resident'
    from public.profile p join public.property h on h.id = p.property_id;
comment on view gatehouse.membership is
  'Strongest staff role of a manager (none given: guard, the customer''s convention), console accounts, residents.';

-- Until when an account may not sign in; null if it may. Where the platform keeps that.
do $$
begin
  if to_regprocedure('gatehouse.blocked_until(uuid)') is not null then
    return;
  elsif exists (select 1 from pg_attribute where attrelid = to_regclass('auth.users') and attname = 'banned_until') then
    create function gatehouse.blocked_until(p_profile uuid) returns timestamptz
    language sql stable security definer set search_path = '' as $f$
      select banned_until from auth.users where id = p_profile
    $f$;
  else
    create function gatehouse.blocked_until(p_profile uuid) returns timestamptz
    language sql stable as $f$ select null::timestamptz $f$;
  end if;
end $$;

-- The caller's communities, as one of the given roles. For policies: evaluated once a statement.
create or replace function gatehouse.communities_as(p_roles text[]) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select m.community_id from gatehouse.membership m
   where m.profile_id = (select auth.uid()) and m.role = any (p_roles)
$$;

-- The caller's role in a community, the strongest first; null if none.
create or replace function gatehouse.role_in(p_community uuid) returns text
language sql stable security definer set search_path = '' as $$
  select m.role from gatehouse.membership m
   where m.profile_id = (select auth.uid()) and m.community_id = p_community
   order by array_position(
     array['revoked_console', 'console', 'admin', 'supervisor', 'technician', 'guard', 'resident'], m.role)
   limit 1
$$;

-- Policies of two tables that look at each other would never end: these look past them.
create or replace function gatehouse.houses_as(p_roles text[]) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select h.id from public.property h where h.community_id in (select gatehouse.communities_as(p_roles))
$$;

create or replace function gatehouse.own_house() returns uuid
language sql stable security definer set search_path = '' as $$
  select property_id from public.profile where id = (select auth.uid())
$$;

-- Whether somebody works in, or lives in, a community that the caller administers.
create or replace function gatehouse.manages(p_profile uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from gatehouse.membership m
                  where m.profile_id = p_profile
                    and m.community_id in (select gatehouse.communities_as('{admin}')))
$$;

-- An answer with a status and a code of our own (PostgREST takes both from sqlstate PGRST).
create or replace function gatehouse.refuse(p_status int, p_code text, p_message text, p_hint text default null)
returns void language plpgsql set search_path = '' as $$
begin
  raise sqlstate 'PGRST' using
    message = json_build_object('code', p_code, 'message', p_message, 'details', null, 'hint', p_hint)::text,
    detail = json_build_object('status', p_status, 'headers', json_build_object())::text;
end $$;

-- Ends the request unless the caller has one of the roles; a console that was cut off is told so.
create or replace function gatehouse.require_role(p_community uuid, p_roles text[]) returns text
language plpgsql stable set search_path = '' as $$
declare
  v_role text := gatehouse.role_in(p_community);
begin
  if v_role = any (p_roles) then
    return v_role;
  end if;
  if v_role = 'revoked_console' then
    perform gatehouse.refuse(403, 'device_revoked', 'This console was revoked.', 'Wipe what was mirrored.');
  end if;
  raise insufficient_privilege using message = 'not permitted in this community';
end $$;

-- Changes when the server was restored or replaced: the cluster, its timeline, its database, or by a mark.
create or replace function gatehouse.epoch() returns text
language sql stable security definer set search_path = '' as $$
  select substr(encode(sha256(convert_to(concat_ws(':',
    (select system_identifier from pg_control_system()),
    case when pg_is_in_recovery() then '' else substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) end,
    (select oid from pg_database where datname = current_database()),
    (select id from gatehouse.epoch_mark order by made_at desc, id limit 1)), 'UTF8')), 'hex'), 1, 16)
$$;

create or replace function gatehouse.setting(p_community uuid, p_key text, p_default jsonb) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce((select value from public.site_setting where community_id = p_community and key = p_key), p_default)
$$;

-- Some gateways hand a json argument over as a json string that holds json.
create or replace function gatehouse.plain(p_json jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select case when jsonb_typeof(p_json) = 'string' then (p_json #>> '{}')::jsonb else p_json end
$$;

create or replace function public.contract_v1() returns json
language plpgsql stable security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_answer json;
begin
  select json_build_object(
      'version', '1.0', 'epoch', gatehouse.epoch(), 'server_time', clock_timestamp(),
      'community_id', c.id, 'community_name', c.name,
      'role', case m.role when 'admin' then 'supervisor' else m.role end,
      'actor_name', coalesce(d.name, p.full_name, ''),
      'site_zone', gatehouse.setting(c.id, 'site_zone', '"UTC"') #>> '{}')
    into v_answer
    from gatehouse.membership m
    join public.community c on c.id = m.community_id
    left join public.profile p on p.id = m.profile_id
    left join public.device d on d.profile_id = m.profile_id
   where m.profile_id = auth.uid() and m.role <> 'resident'
   order by m.role = 'revoked_console', c.name
   limit 1;
  if v_answer is null then
    raise insufficient_privilege using message = 'this account has no post in any community';
  end if;
  if v_answer ->> 'role' = 'revoked_console' then
    perform gatehouse.refuse(403, 'device_revoked', 'This console was revoked.', 'Wipe what was mirrored.');
  end if;
  return v_answer;
end $$;

revoke all on function public.contract_v1() from public, anon;
grant execute on function public.contract_v1() to authenticated;

-- Row level security --------------------------------------------------------------------------------------------

alter table public.community enable row level security;
alter table public.property enable row level security;
alter table public.role enable row level security;
alter table public.profile_role enable row level security;
alter table public.community_manager enable row level security;
alter table public.audit_log enable row level security;
alter table public.device enable row level security;
alter table public.blacklist_entry enable row level security;
alter table public.site_setting enable row level security;
alter table public.audit_head enable row level security;

do $$
declare
  v_policy record;
begin
  for v_policy in select policyname, schemaname, tablename from pg_policies
                   where policyname like 'v1 %' and schemaname in ('public', 'storage') loop
    execute format('drop policy %I on %I.%I', v_policy.policyname, v_policy.schemaname, v_policy.tablename);
  end loop;
end $$;

-- A technician mounts relays: no visitor's name is any business of his. The customer's rule let every manager read.
drop policy if exists "Guards see community visitors" on public.visitor_records_uid;
create policy "v1 guards and consoles see visitors" on public.visitor_records_uid for select to authenticated
  using (community_id in (select gatehouse.communities_as('{guard,supervisor,console}')));
create policy "v1 residents change own visitors" on public.visitor_records_uid for update to authenticated
  using (host_uid = (select auth.uid())) with check (host_uid = (select auth.uid()));

-- The customer's rule looks at the host alone: a resident could have invited into any community, to any house.
create policy "v1 invite to your own house" on public.visitor_records_uid as restrictive for insert to authenticated
  with check (community_id in (select gatehouse.communities_as('{resident,admin}'))
              and (property_id is null or property_id = (select gatehouse.own_house())
                   or property_id in (select gatehouse.houses_as('{admin}'))));
create policy "v1 leave it at your own house" on public.visitor_records_uid as restrictive for update to authenticated
  using (true)
  with check (community_id in (select gatehouse.communities_as('{resident,admin}'))
              and (property_id is null or property_id = (select gatehouse.own_house())
                   or property_id in (select gatehouse.houses_as('{admin}'))));

create policy "v1 hosts see who came" on public.visitor_record_logs for select to authenticated
  using (host_uid = (select auth.uid()) and kind in ('visit', 'exit'));
create policy "v1 guards and consoles see the log" on public.visitor_record_logs for select to authenticated
  using (community_id in (select gatehouse.communities_as('{guard,supervisor,admin,console}')));

create policy "v1 own profile" on public.profile for select to authenticated using (id = (select auth.uid()));
create policy "v1 guards see residents" on public.profile for select to authenticated
  using (property_id in (select gatehouse.houses_as('{guard,supervisor,admin,console}')));

create policy "v1 own community" on public.community for select to authenticated
  using (id in (select gatehouse.communities_as('{guard,supervisor,technician,admin,console,resident}')));
create policy "v1 admins rename their community" on public.community for update to authenticated
  using (id in (select gatehouse.communities_as('{admin}')));

create policy "v1 staff see houses" on public.property for select to authenticated
  using (community_id in (select gatehouse.communities_as('{guard,supervisor,admin,console}')));
create policy "v1 residents see their own house" on public.property for select to authenticated
  using (id = (select gatehouse.own_house()));
create policy "v1 admins keep houses" on public.property for all to authenticated
  using (community_id in (select gatehouse.communities_as('{admin}')));

create policy "v1 role names" on public.role for select to authenticated using (true);
create policy "v1 own roles" on public.profile_role for select to authenticated
  using (profile_id = (select auth.uid()));
create policy "v1 own posts" on public.community_manager for select to authenticated
  using (profile_id = (select auth.uid()));
create policy "v1 admins see posts" on public.community_manager for select to authenticated
  using (community_id in (select gatehouse.communities_as('{admin}')));

create policy "v1 own receipts" on public.payment_receipts for select to authenticated
  using (profile_id = (select auth.uid()));
create policy "v1 hand in receipts" on public.payment_receipts for insert to authenticated
  with check (profile_id = (select auth.uid()) and status = 'pending' and verified_by is null);
create policy "v1 admins check receipts" on public.payment_receipts for all to authenticated
  using (community_id in (select gatehouse.communities_as('{admin}')));

create policy "v1 admins read the audit log" on public.audit_log for select to authenticated
  using (gatehouse.manages(actor_id));

create policy "v1 staff see devices" on public.device for select to authenticated
  using (community_id in (select gatehouse.communities_as('{supervisor,technician,admin}'))
         or profile_id = (select auth.uid()));

create policy "v1 supervisors see audit heads" on public.audit_head for select to authenticated
  using (device_id in (select d.id from public.device d
    where d.community_id in (select gatehouse.communities_as('{supervisor,admin}'))));

create policy "v1 guards and consoles see the blacklist" on public.blacklist_entry for select to authenticated
  using (community_id in (select gatehouse.communities_as('{guard,supervisor,admin,console}')));
create policy "v1 supervisors keep the blacklist" on public.blacklist_entry for all to authenticated
  using (community_id in (select gatehouse.communities_as('{supervisor,admin}')));

create policy "v1 staff see settings" on public.site_setting for select to authenticated
  using (community_id in (select gatehouse.communities_as('{guard,supervisor,technician,admin,console}')));
