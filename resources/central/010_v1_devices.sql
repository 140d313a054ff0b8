-- Migration v1, consoles: enrolment by a code that is used once, an account and a key of their own, revocation.

create table if not exists public.enrolment_code (
  id uuid primary key default gen_random_uuid(),
  community_id uuid not null references public.community (id),
  code_hash bytea not null unique,
  device_name text not null,
  created_by uuid references public.profile (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  device_id uuid references public.device (id)
);
alter table public.enrolment_code enable row level security;
create policy "v1 supervisors see enrolment codes" on public.enrolment_code for select to authenticated
  using (community_id in (select gatehouse.communities_as('{supervisor,admin}')));

-- What people did with power over others, in the customer's audit log.
create or replace function gatehouse.audit(p_action text, p_type text, p_id uuid, p_metadata jsonb) returns void
language sql volatile security definer set search_path = '' as $$
  insert into public.audit_log (actor_id, action, resource_type, resource_id, metadata)
  values ((select id from public.profile where id = auth.uid()), p_action, p_type, p_id, p_metadata)
$$;

-- Twelve letters of Crockford's base 32 (60 bits): read out on the telephone, useless after a day.
create or replace function public.create_enrolment_code_v1(
  p_community uuid, p_device_name text, p_valid_for_s int default 86400)
returns json language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_random constant bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
  v_code text;
  v_expires constant timestamptz := clock_timestamp() + make_interval(secs => least(greatest(p_valid_for_s, 60), 604800));
begin
  perform gatehouse.require_role(p_community, '{supervisor,admin}');
  if coalesce(trim(p_device_name), '') = '' then
    perform gatehouse.refuse(400, 'name_needed', 'A console needs a name.');
  end if;
  select string_agg(gatehouse.letter(v_random, n), '' order by n) into v_code from generate_series(0, 11) as n;
  insert into public.enrolment_code (community_id, code_hash, device_name, created_by, expires_at)
  values (p_community, sha256(convert_to(v_code, 'UTF8')), trim(p_device_name), auth.uid(), v_expires);
  perform gatehouse.audit('enrolment_code_created', 'community', p_community, jsonb_build_object('name', p_device_name));
  return json_build_object('code', regexp_replace(v_code, '(.{4})(?=.)', '\1-', 'g'), 'expires_at', v_expires);
end $$;

-- The code behind what somebody typed or read out; ends the request if it is none, old or used. Locks it.
create or replace function gatehouse.enrolment(p_code text) returns public.enrolment_code
language plpgsql security definer set search_path = '' as $$
declare
  v_typed constant text := translate(upper(regexp_replace(coalesce(p_code, ''), '[\s-]', '', 'g')), 'ILOU', '110V');
  v_found public.enrolment_code;
begin
  select * into v_found from public.enrolment_code where code_hash = sha256(convert_to(v_typed, 'UTF8')) for update;
  if v_found.id is null then
    perform gatehouse.refuse(403, 'enrolment_code_unknown', 'That enrolment code is not known.', 'Ask for a new one.');
  elsif v_found.used_at is not null then
    perform gatehouse.refuse(403, 'enrolment_code_used', 'That enrolment code was used.', 'Ask for a new one.');
  elsif v_found.expires_at <= clock_timestamp() then
    perform gatehouse.refuse(403, 'enrolment_code_expired', 'That enrolment code is too old.', 'Ask for a new one.');
  end if;
  return v_found;
end $$;

-- For the Edge Function enrol-device alone: looks before an account is made, and redeems once it is.
create or replace function public.check_enrolment_v1(p_code text, p_public_key text)
returns json language plpgsql security definer set search_path = '' as $$
declare
  v_code constant public.enrolment_code := gatehouse.enrolment(p_code);
begin
  if p_public_key is null or p_public_key !~ '^[A-Za-z0-9+/]{43}=$' then
    perform gatehouse.refuse(400, 'public_key_unreadable', 'The public key is not 32 bytes of base64.');
  end if;
  return json_build_object('community_id', v_code.community_id, 'device_name', v_code.device_name);
end $$;

create or replace function public.register_device_v1(
  p_code text, p_public_key text, p_account uuid, p_app_version text default '')
returns json language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_code constant public.enrolment_code := gatehouse.enrolment(p_code);
  v_device public.device;
begin
  insert into public.profile (id, full_name) values (p_account, v_code.device_name);
  insert into public.device (community_id, name, profile_id, public_key, app_version, registered_by)
  values (v_code.community_id, v_code.device_name, p_account, p_public_key, p_app_version, v_code.created_by)
  returning * into v_device;
  update public.enrolment_code set used_at = clock_timestamp(), device_id = v_device.id where id = v_code.id;
  perform gatehouse.audit('device_registered', 'device', v_device.id, jsonb_build_object('name', v_device.name));
  return json_build_object(
    'device_id', v_device.id, 'name', v_device.name, 'community_id', v_code.community_id,
    'community_name', (select name from public.community where id = v_code.community_id),
    'site_zone', gatehouse.setting(v_code.community_id, 'site_zone', '"UTC"') #>> '{}', 'epoch', gatehouse.epoch());
end $$;

create or replace function public.revoke_device_v1(p_device_id uuid, p_reason text default '')
returns json language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_device public.device;
begin
  select * into v_device from public.device where id = p_device_id;
  perform gatehouse.require_role(v_device.community_id, '{supervisor,admin}');
  update public.device set revoked_at = coalesce(revoked_at, clock_timestamp()) where id = p_device_id
  returning * into v_device;
  perform gatehouse.audit('device_revoked', 'device', p_device_id, jsonb_build_object('reason', p_reason));
  return json_build_object('device_id', v_device.id, 'revoked_at', v_device.revoked_at);
end $$;

-- An offline permit: this person may unlock this console without a line until then. SQL says what it holds, the Edge
-- Function issue-permit signs it.
create table if not exists public.permit (
  id uuid primary key default gen_random_uuid(),
  community_id uuid not null references public.community (id),
  device_id uuid not null references public.device (id),
  profile_id uuid not null references public.profile (id),
  role text not null,
  issued_at timestamptz not null default now(),
  expires_at timestamptz not null
);
alter table public.permit enable row level security;
create policy "v1 own permits" on public.permit for select to authenticated using (profile_id = (select auth.uid()));

create policy "v1 supervisors see permits" on public.permit for select to authenticated
  using (community_id in (select gatehouse.communities_as('{supervisor,admin}')));

create or replace function public.issue_permit_v1(p_device_id uuid)
returns json language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_device public.device;
  v_role text;
  v_permit public.permit;
begin
  select * into v_device from public.device where id = p_device_id;
  if v_device.id is null then
    perform gatehouse.refuse(403, 'device_unknown', 'This console is not registered.', 'Enrol it.');
  elsif v_device.revoked_at is not null then
    perform gatehouse.refuse(403, 'device_revoked', 'This console was revoked.', 'Wipe what was mirrored.');
  elsif v_device.public_key is null then
    perform gatehouse.refuse(409, 'device_keyless', 'This console has no key to bind a permit to.', 'Enrol it.');
  end if;
  v_role := gatehouse.require_role(v_device.community_id, '{guard,supervisor,technician,admin}');
  insert into public.permit (community_id, device_id, profile_id, role, expires_at)
  values (v_device.community_id, p_device_id, auth.uid(), case v_role when 'admin' then 'supervisor' else v_role end,
          now() + make_interval(hours =>
            (gatehouse.setting(v_device.community_id, 'permit_hours', '168') #>> '{}')::int))
  returning * into v_permit;
  return json_build_object(
    'kind', 'permit', 'permit_id', v_permit.id, 'community_id', v_device.community_id, 'device_id', p_device_id,
    'device_key', v_device.public_key, 'actor_id', v_permit.profile_id,
    'actor_name', (select full_name from public.profile where id = v_permit.profile_id), 'role', v_permit.role,
    'issued_at', v_permit.issued_at, 'expires_at', v_permit.expires_at);
end $$;

do $$
declare
  v_call text;
begin
  foreach v_call in array array[
    'create_enrolment_code_v1(uuid, text, int)', 'revoke_device_v1(uuid, text)', 'issue_permit_v1(uuid)'] loop
    execute format('revoke all on function public.%s from public, anon', v_call);
    execute format('grant execute on function public.%s to authenticated', v_call);
  end loop;
  foreach v_call in array array[
    'check_enrolment_v1(text, text)', 'register_device_v1(text, text, uuid, text)'] loop
    execute format('revoke all on function public.%s from public, anon, authenticated', v_call);
    execute format('grant execute on function public.%s to service_role', v_call);
  end loop;
end $$;
