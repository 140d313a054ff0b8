-- Migration v1, what a site chooses and what the centre orders: signed statements that gates take from the feed.
--
-- A statement is text that the Edge Function signs (Ed25519) exactly as it stands: base64url(text) "." base64url(signature).
-- A console believes the statement, not the columns beside it. Lockdown is a setting as well: `lockdown`.

create or replace function gatehouse.settings_known() returns text[]
language sql immutable as $$
  select array['site_zone', 'site_name', 'policy', 'permit_hours', 'switches', 'override_reasons', 'retention_days',
               'ask_host_minutes', 'panic', 'lockdown', 'central_key']
$$;

-- What the caller wants, as the text to be signed. Ends the request if he may not. Writes nothing.
create or replace function public.prepare_setting_v1(p_community uuid, p_key text, p_value jsonb)
returns text language plpgsql stable security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_locks constant boolean := p_key = 'lockdown' and (p_value ->> 'active')::boolean;
begin
  if not p_key = any (gatehouse.settings_known()) then
    perform gatehouse.refuse(400, 'setting_unknown', format('There is no setting %L.', p_key));
  end if;
  -- Locking down is for whoever sees the danger first; everything else, the release too, is for those in charge.
  perform gatehouse.require_role(p_community, case when v_locks
    then '{guard,supervisor,technician,admin,console}' else '{supervisor,admin}' end::text[]);
  return jsonb_build_object(
    'kind', 'setting', 'community_id', p_community, 'key', p_key, 'value', p_value, 'set_by', auth.uid(),
    'set_by_name', coalesce((select full_name from public.profile where id = auth.uid()), ''),
    'set_at', to_json(clock_timestamp()) #>> '{}')::text;
end $$;

-- For the Edge Function put-setting alone. An older statement never replaces a newer one.
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
  returning * into v_row;
  insert into public.audit_log (actor_id, action, resource_type, resource_id, metadata)
  values ((v_said ->> 'set_by')::uuid, 'setting_changed', 'site_setting', v_row.id,
          jsonb_build_object('key', v_said -> 'key', 'value', v_said -> 'value'));
  return json_build_object('id', v_row.id, 'key', v_said -> 'key', 'value', v_said -> 'value', 'signature', p_signed);
end $$;

revoke all on function public.prepare_setting_v1(uuid, text, jsonb) from public, anon;
grant execute on function public.prepare_setting_v1(uuid, text, jsonb) to authenticated;
revoke all on function public.store_setting_v1(text, text) from public, anon, authenticated;
grant execute on function public.store_setting_v1(text, text) to service_role;
