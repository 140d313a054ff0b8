-- Migration v1, what a site chooses and what the centre orders: signed statements that gates take from the feed.
--
-- A statement is text that the Edge Function signs (Ed25519) exactly as it stands: base64url(text) "." base64url(signature).
-- A console believes the statement, not the columns beside it. Lockdown is a setting as well: `lockdown`.

create or replace function gatehouse.settings_known() returns text[]
language sql immutable as $$
  select array['site_zone', 'site_name', 'policy', 'permit_hours', 'switches', 'override_reasons', 'retention_days',
               'ask_host_minutes', 'panic', 'lockdown', 'central_key']
$$;

-- When a setting was decided: of a lockdown that a console ordered without a line, then, not when it was told.
create or replace function gatehouse.decided_at(p_value jsonb, p_set_at timestamptz) returns timestamptz
language sql stable set search_path = '' set timezone = 'UTC' as $$
  select least(coalesce((p_value ->> 'at')::timestamptz, p_set_at), p_set_at)
$$;

-- What the caller wants, as the text to be signed. Ends the request if he may not. Writes nothing.
-- A console orders a lockdown in the name of whoever stands there (`by`), and ends one only in the name of somebody who
-- may; `word` is its own name for that order, `place` the post, for people.
create or replace function public.prepare_setting_v1(p_community uuid, p_key text, p_value jsonb)
returns text language plpgsql stable security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_now constant timestamptz := clock_timestamp();
  v_locks constant boolean := p_key = 'lockdown' and (p_value ->> 'active')::boolean;
  v_named constant uuid := case when p_key = 'lockdown' then (p_value ->> 'by')::uuid end;
  v_for constant uuid := (select m.profile_id from gatehouse.membership m
    where m.profile_id = v_named and m.community_id = p_community
      and m.role = any (case when v_locks then '{guard,supervisor,technician,admin}' else '{supervisor,admin}' end::text[])
    limit 1);
  v_role text;
  v_by uuid := auth.uid();
  v_value jsonb := p_value;
begin
  if p_key is null or not p_key = any (gatehouse.settings_known()) then
    perform gatehouse.refuse(400, 'setting_unknown', format('There is no setting %L.', p_key));
  end if;
  -- Locking down is for whoever sees the danger first; everything else, the release too, is for those in charge. What
  -- every console believes from then on is for administrators alone.
  v_role := gatehouse.require_role(p_community, case
    when v_locks then '{guard,supervisor,technician,admin,console}'
    when p_key = 'lockdown' and v_for is not null then '{supervisor,admin,console}'
    when p_key = 'central_key' then '{admin}'
    else '{supervisor,admin}' end::text[]);
  if p_key = 'lockdown' and v_role = 'console' then
    v_by := coalesce(v_for, v_by);
    v_value := p_value || jsonb_build_object('at', to_json(gatehouse.decided_at(p_value, v_now)) #>> '{}');
  elsif p_key = 'lockdown' then
    v_value := p_value - '{at,by,word,place}'::text[];
  elsif p_key = 'central_key' then
    -- A console that was off finds the earlier changes in the last one, each signed by the key before it.
    v_value := case jsonb_typeof(p_value) when 'object' then p_value else jsonb_build_object('key', p_value) end
      || jsonb_build_object('before', coalesce((
        select case jsonb_typeof(s.value) when 'object' then coalesce(s.value -> 'before', '[]') else '[]' end
               || to_jsonb(s.signature)
          from public.site_setting s where s.community_id = p_community and s.key = 'central_key'), '[]'));
  end if;
  return jsonb_build_object(
    'kind', 'setting', 'community_id', p_community, 'key', p_key, 'value', v_value, 'set_by', v_by,
    'set_by_name', coalesce((select full_name from public.profile where id = v_by), ''),
    'set_at', to_json(v_now) #>> '{}')::text;
end $$;

-- For the Edge Function put-setting alone. An older statement never replaces a newer one; of a lockdown, the decision
-- counts, and of two at the same moment the one that locks. Without an id in the answer nothing was stored.
create or replace function public.store_setting_v1(p_statement text, p_signed text)
returns json language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_said constant jsonb := p_statement::jsonb;
  v_row public.site_setting;
begin
  insert into public.site_setting as s (community_id, key, value, signature, updated_by, updated_at)
  values ((v_said ->> 'community_id')::uuid, v_said ->> 'key', v_said -> 'value', p_signed,
          (v_said ->> 'set_by')::uuid, (v_said ->> 'set_at')::timestamptz)
  on conflict (community_id, key) do update
    set value = excluded.value, signature = excluded.signature, updated_by = excluded.updated_by,
        updated_at = excluded.updated_at
    where excluded.updated_at > s.updated_at
      and (s.key <> 'lockdown'
           or (gatehouse.decided_at(excluded.value, excluded.updated_at), (excluded.value ->> 'active')::boolean)
            > (gatehouse.decided_at(s.value, s.updated_at), (s.value ->> 'active')::boolean))
  returning * into v_row;
  if v_row.id is not null then
    insert into public.audit_log (actor_id, action, resource_type, resource_id, metadata)
    values ((v_said ->> 'set_by')::uuid, 'setting_changed', 'site_setting', v_row.id,
            jsonb_build_object('key', v_said -> 'key', 'value', v_said -> 'value'));
  end if;
  return json_build_object('id', v_row.id, 'key', v_said -> 'key', 'value', v_said -> 'value', 'signature', p_signed);
end $$;

revoke all on function public.prepare_setting_v1(uuid, text, jsonb) from public, anon;
grant execute on function public.prepare_setting_v1(uuid, text, jsonb) to authenticated;
revoke all on function public.store_setting_v1(text, text) from public, anon, authenticated;
grant execute on function public.store_setting_v1(text, text) to service_role;
