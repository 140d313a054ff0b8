-- Migration v1, proof: what a console signed is what stands here. SQL has no Ed25519, so it hands out what was signed beside
-- what stands, and the Edge Function verify-signatures checks: by itself for what is new, and for any time since when an
-- administrator asks.

-- Entries that are to be looked at, the oldest first: those that nobody checked, or all since `p_since`. `matches`: the row
-- still says what was signed.
create or replace function public.entries_to_prove_v1(
  p_since timestamptz default null, p_after uuid default null, p_limit int default 500)
returns json language sql stable security definer set search_path = '' set timezone = 'UTC' as $$
  select coalesce(json_agg(row_to_json(x)), '[]') from (
    select l.id as entry_id, l.device_id, l.said, l.signature, d.public_key,
           coalesce(l.said ->> 'kind' = l.kind and l.said ->> 'direction' = l.direction
             and (l.said ->> 'occurred_at')::timestamptz = l.occurred_at and l.said ->> 'gate_id' = l.gate_id
             and l.said ->> 'actor_id' = l.actor_id and l.said ->> 'actor_name' = l.actor_name
             and l.said ->> 'shift_id' = l.shift_id and l.said ->> 'visitor_name' = coalesce(l.visitor_name, '')
             and l.said ->> 'house' = l.house and l.said ->> 'plate' = l.plate and l.said ->> 'verdict' = l.verdict
             and l.said ->> 'reason' = l.reason and (l.said ->> 'people')::int = l.people
             and (l.said ->> 'device_seq')::bigint = l.device_seq and l.said ->> 'incarnation' = l.incarnation
             and l.said ->> 'photo_hash' is not distinct from l.photo_hash
             and l.said ->> 'corrects' is not distinct from l.corrects::text
             and coalesce(l.said ->> 'record_uid', l.record_uid) is not distinct from l.record_uid
             and coalesce(l.said ->> 'pass_id', l.pass_id::text) is not distinct from l.pass_id::text, false) as matches
      from public.visitor_record_logs l join public.device d on d.id = l.device_id and d.public_key is not null
     where (p_since is null and l.signature_ok is null and l.incarnation is not null or l.received_at >= p_since)
       and (p_after is null or l.id > p_after)
     order by l.id limit least(p_limit, 1000)) x
$$;

-- Heads of audit chains that nobody checked.
create or replace function public.heads_to_prove_v1(p_limit int default 500)
returns json language sql stable security definer set search_path = '' as $$
  select coalesce(json_agg(row_to_json(x)), '[]') from (
    select h.device_id, h.incarnation, h.seq, h.head, h.signature, d.public_key
      from public.audit_head h join public.device d on d.id = h.device_id and d.public_key is not null
     where h.signature_ok is null order by h.received_at limit least(p_limit, 1000)) x
$$;

-- What came of it. What does not hold is flagged for a supervisor, once a console, and says so in its row.
create or replace function public.keep_proofs_v1(p_entries jsonb, p_heads jsonb default '[]')
returns json language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_wrong int;
begin
  update public.visitor_record_logs l
     set signature_ok = p.ok,
         conflicts = case when p.ok or 'signature_wrong' = any (l.conflicts) then l.conflicts
                          else array_append(l.conflicts, 'signature_wrong'::text) end
    from jsonb_to_recordset(p_entries) as p(entry_id uuid, ok boolean) where l.id = p.entry_id;
  update public.audit_head h set signature_ok = p.ok
    from jsonb_to_recordset(p_heads) as p(device_id uuid, incarnation text, seq bigint, ok boolean)
   where (h.device_id, h.incarnation, h.seq) = (p.device_id, p.incarnation, p.seq);
  insert into public.gate_notice (id, community_id, kind, severity, device_id, occurred_at)
  select gen_random_uuid(), d.community_id, 'signature_wrong', 'alarm', d.id, clock_timestamp()
    from public.device d
   where d.id in (select l.device_id from jsonb_to_recordset(p_entries) as p(entry_id uuid, ok boolean)
                    join public.visitor_record_logs l on l.id = p.entry_id where not p.ok
                  union select p.device_id from jsonb_to_recordset(p_heads) as p(device_id uuid, ok boolean) where not p.ok)
     and not exists (select 1 from public.gate_notice n where n.device_id = d.id and n.kind = 'signature_wrong'
                      and n.acknowledged_at is null);
  select count(*) into v_wrong from jsonb_to_recordset(p_entries || p_heads) as p(ok boolean) where not p.ok;
  return json_build_object('checked', jsonb_array_length(p_entries) + jsonb_array_length(p_heads), 'wrong', v_wrong);
end $$;

do $$
declare
  v_call text;
begin
  foreach v_call in array array[
    'entries_to_prove_v1(timestamptz, uuid, int)', 'heads_to_prove_v1(int)', 'keep_proofs_v1(jsonb, jsonb)'] loop
    execute format('revoke all on function public.%s from public, anon, authenticated', v_call);
    execute format('grant execute on function public.%s to service_role', v_call);
  end loop;
end $$;
