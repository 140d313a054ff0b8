-- Migration v1, entries: what happened is inserted, always; what is wrong with it is flagged.

-- Does this row let somebody in on a pass?
create or replace function gatehouse.uses_pass(p_log public.visitor_record_logs) returns boolean
language sql immutable as $$ select p_log.kind = 'visit' and p_log.direction = 'in' and p_log.pass_id is not null $$;

-- What the centre finds wrong with somebody's coming in. The limit is not judged here: see below.
create or replace function gatehouse.conflicts_of(p_log public.visitor_record_logs, p_pass public.visitor_records_uid)
returns text[] language plpgsql stable security definer set search_path = '' as $$
declare
  v_revoked_at timestamptz;
  v_known constant boolean := p_pass.id is not null;
begin
  select revoked_at into v_revoked_at from public.device where id = p_log.device_id;
  return array_remove(array[
    case when v_revoked_at <= p_log.occurred_at then 'device_revoked' end,
    case when not p_log.clock_trusted or p_log.occurred_at > p_log.received_at + interval '2 minutes'
         then 'clock_suspect' end]
    || case when p_log.direction = 'in' and p_log.kind in ('visit', 'walk_in', 'known_person') then array[
      case when p_log.kind = 'visit' and not v_known then 'unknown_record' end,
      case when v_known and p_pass.community_id is distinct from p_log.community_id then 'wrong_community' end,
      case when p_pass.cancelled_at <= p_log.occurred_at then 'cancelled' end,
      case when p_log.occurred_at < p_pass.validity_start then 'not_yet_valid' end,
      case when p_log.occurred_at >= p_pass.validity_end then 'expired' end,
      case when exists (select 1 from gatehouse.blacklist_hits(
          p_log.community_id, array[p_log.record_uid, p_pass.record_uid, p_pass.rand_record_uid],
          p_pass.document_hmac, p_log.visitor_name, coalesce(nullif(p_log.plate, ''), p_pass.plate),
          p_log.occurred_at)) then 'blacklisted' end] end, null);
end $$;

-- Whether another console (or a phone) used the pass: the first and the last of its users are two looks into an index,
-- however often it was used.
create or replace function gatehouse.used_elsewhere(p_pass uuid, p_device uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_first uuid;
  v_last uuid;
begin
  select l.device_id into v_first from public.visitor_record_logs l
   where l.pass_id = p_pass and l.uses_rev is not null and l.corrected_by is null
   order by l.device_id limit 1;
  if not found then
    return false;
  end if;
  select l.device_id into v_last from public.visitor_record_logs l
   where l.pass_id = p_pass and l.uses_rev is not null and l.corrected_by is null
   order by l.device_id desc limit 1;
  return v_first is distinct from p_device or v_last is distinct from p_device;
end $$;

-- Completes a row, counts it against its pass, and flags it. The pass's row lock makes the count exact; a row that is
-- delivered again finds itself here already and counts no second time, whichever way it comes.
create or replace function gatehouse.log_arrives() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_pass public.visitor_records_uid;
  v_corrected public.visitor_record_logs;
begin
  if new.pass_id is null and new.record_uid is not null then
    select id into new.pass_id from public.visitor_records_uid
     where record_uid = new.record_uid or rand_record_uid = new.record_uid limit 1;
  end if;
  select * into v_pass from public.visitor_records_uid where id = new.pass_id for no key update;
  if exists (select 1 from public.visitor_record_logs where id = new.id) then
    return new;
  end if;
  -- A row of the older functions knows only when it was written.
  new.occurred_at := coalesce(new.occurred_at, new.in_time, now());
  new.community_id := coalesce(new.community_id, v_pass.community_id);
  new.host_uid := coalesce(new.host_uid, v_pass.host_uid);
  new.record_uid := coalesce(new.record_uid, v_pass.record_uid);
  new.conflicts := gatehouse.conflicts_of(new, v_pass);
  -- Two consoles with one identity (a cloned disk): both rows are true, and somebody has to look.
  if coalesce(new.device_seq, 0) > 0 and exists (select 1 from public.visitor_record_logs l
      where l.device_id = new.device_id and l.incarnation = new.incarnation and l.device_seq = new.device_seq
        and l.device_seq > 0) then
    new.conflicts := array_append(new.conflicts, 'sequence_reused'::text);
  end if;

  if new.kind = 'correction' then
    update public.visitor_record_logs l set corrected_by = new.id
     where l.id = new.corrects and l.corrected_by is null and l.community_id = new.community_id
    returning * into v_corrected;
    if v_corrected.uses_rev is not null then
      update public.visitor_records_uid set entries_used = greatest(0, entries_used - 1), uses_rev = uses_rev + 1
       where id = v_corrected.pass_id returning uses_rev into new.uses_rev;
    end if;
  elsif gatehouse.uses_pass(new) and v_pass.id is not null then
    select id into new.corrected_by from public.visitor_record_logs
     where corrects = new.id and kind = 'correction' limit 1;
    if new.corrected_by is null then
      update public.visitor_records_uid set entries_used = entries_used + 1, uses_rev = uses_rev + 1
       where id = v_pass.id returning * into v_pass;
      new.uses_rev := v_pass.uses_rev;
      if v_pass.entries_allowed < 9999 and v_pass.entries_used > v_pass.entries_allowed then
        new.conflicts := array_append(new.conflicts, 'over_limit'::text);
        if gatehouse.used_elsewhere(new.pass_id, new.device_id) then
          new.conflicts := array_append(new.conflicts, 'other_gate_used'::text);
        end if;
      end if;
    end if;
  elsif new.kind = 'exit' then
    update public.visitor_record_logs l set out_time = new.occurred_at
     where l.id = (select o.id from public.visitor_record_logs o
                    where o.pass_id = new.pass_id and o.kind in ('visit', 'walk_in') and o.out_time is null
                      and o.occurred_at <= new.occurred_at and o.corrected_by is null
                    order by o.occurred_at desc limit 1);
  end if;
  return new;
end $$;

create or replace trigger log_arrives before insert on public.visitor_record_logs
  for each row execute function gatehouse.log_arrives();

-- Rows that are older than this migration.
update public.visitor_record_logs l
   set occurred_at = coalesce(l.in_time, l.created_at), pass_id = r.id, community_id = r.community_id
  from public.visitor_records_uid r where r.record_uid = l.record_uid and l.occurred_at is null;

-- One entry of an upload as a row. Raises what the casts of the console's values raise.
create or replace function gatehouse.read_entry(p_said jsonb, p_device public.device, p_incarnation text)
returns public.visitor_record_logs language plpgsql stable security definer set search_path = '' as $$
declare
  v_log public.visitor_record_logs := jsonb_populate_record(
    null::public.visitor_record_logs,
    '{"gate_id": "", "actor_id": "", "actor_name": "", "shift_id": "", "device_seq": 0, "clock_trusted": true,
      "visitor_name": "", "visitor_type": "", "house": "", "verdict": "", "reason": "", "basis": "", "flags": [],
      "people": 1, "plate": "", "on_foot": false, "allowed_by": "", "foreign_digest": "", "offline": false}'
    || jsonb_strip_nulls(p_said)
    -- What is the centre's to say.
    - '{id,conflicts,uses_rev,corrected_by,resolved_at,resolved_by,resolution,host_uid,out_time,photo_url,
         said,signature_ok}'::text[]);
begin
  v_log.id := (p_said ->> 'entry_id')::uuid;
  -- A timestamp's cast also takes 'yesterday', 'now' and 'infinity'.
  if v_log.id is null or coalesce(p_said ->> 'occurred_at', '') !~ '^\d{4}-\d\d-\d\d[T ]\d\d:\d\d' then
    raise invalid_parameter_value using message = 'entry_id and occurred_at (ISO 8601) are needed';
  end if;
  if coalesce(v_log.kind, '') not in
       ('visit', 'exit', 'refusal', 'override', 'known_person', 'walk_in', 'correction')
     or coalesce(v_log.direction, '') not in ('in', 'out') then
    raise invalid_parameter_value using message = 'kind or direction is not known';
  end if;
  if v_log.occurred_at > clock_timestamp() + interval '5 minutes' then
    raise datetime_field_overflow using message = 'occurred_at is more than five minutes in the future';
  end if;
  v_log.community_id := p_device.community_id;
  v_log.device_id := p_device.id;
  v_log.incarnation := coalesce(nullif(v_log.incarnation, ''), p_incarnation);
  v_log.received_at := clock_timestamp();
  v_log.created_at := v_log.received_at;
  v_log.conflicts := '{}';
  v_log.said := case when v_log.signature is not null then p_said - '{signature,gate_outcome}'::text[] end;
  v_log.notes := p_said ->> 'note';
  v_log.guard_id := (select p.id from public.profile p
                      where p.id = case when v_log.actor_id ~ '^[0-9a-f-]{36}$' then v_log.actor_id::uuid end);
  v_log.host_uid := (select f.id from gatehouse.feed_host f where f.community_id = p_device.community_id
                      and f.id = case when v_log.host_id ~ '^[0-9a-f-]{36}$' then v_log.host_id::uuid end);
  v_log.in_time := case when v_log.direction = 'in' and v_log.kind not in ('refusal', 'correction')
                        then v_log.occurred_at end;
  return v_log;
end $$;

-- The device that an upload speaks for: the console's own account, even a revoked one, or staff of its community.
create or replace function gatehouse.uploading_device(p_device_id uuid) returns public.device
language plpgsql stable security definer set search_path = '' as $$
declare
  v_device public.device;
begin
  select * into v_device from public.device where id = p_device_id;
  if v_device.id is null then
    perform gatehouse.refuse(403, 'device_unknown', 'This console is not registered.', 'Enrol it.');
  end if;
  if v_device.profile_id is distinct from auth.uid()
     and coalesce(gatehouse.role_in(v_device.community_id), '') not in ('guard', 'supervisor', 'technician', 'admin') then
    raise insufficient_privilege using message = 'not permitted to upload for this console';
  end if;
  return v_device;
end $$;

create or replace function gatehouse.rejection(p_said jsonb, p_code text, p_message text) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('entry_id', p_said -> 'entry_id', 'status', 'rejected', 'flags', '[]'::jsonb,
                            'uses', null, 'uses_rev', null, 'code', p_code, 'message', p_message)
$$;

-- How long a console that uploads in bulk should wait before its next batch. 60 batches of 50 a second are two thirds
-- of what two cores were measured to take; up to 20 consoles need not be held back at all.
create or replace function gatehouse.pause_ms() returns int
language sql stable security definer set search_path = '' as $$
  select case when count(*) > 20 then least(30000, count(*) * 1000 / 60) else 0 end::int
    from public.device where last_bulk_at > clock_timestamp() - interval '60 seconds'
$$;

-- A head that was said before must be said the same again; if not, a supervisor hears of it.
create or replace function gatehouse.keep_audit_head(p_device public.device, p_incarnation text, p_audit jsonb)
returns void language plpgsql security definer set search_path = '' as $$
declare
  v_seq constant bigint := (p_audit ->> 'seq')::bigint;
begin
  insert into public.audit_head (device_id, incarnation, seq, head, signature)
  values (p_device.id, p_incarnation, v_seq, p_audit ->> 'head', p_audit ->> 'signature') on conflict do nothing;
  insert into public.gate_notice (id, community_id, kind, severity, device_id, occurred_at)
  select gen_random_uuid(), p_device.community_id, 'audit_chain_forked', 'alarm', p_device.id, clock_timestamp()
    from public.audit_head h
   where h.device_id = p_device.id and h.incarnation = p_incarnation and h.seq = v_seq
     and h.head is distinct from p_audit ->> 'head'
     and not exists (select 1 from public.gate_notice n where n.device_id = p_device.id
                      and n.kind = 'audit_chain_forked' and n.acknowledged_at is null);
end $$;

-- Everything here looks rows up by their keys. A connection keeps the plan that it made while a table was small, and
-- that plan may read all of it: to consoles that came back to a young log this was half of the server's time. (A table
-- that has no index for it is still read; what that is then said to cost must not start the compiler.)
create or replace function public.log_entries_v1(
  p_device_id uuid, p_incarnation text, p_entries jsonb, p_audit jsonb default null)
returns jsonb language plpgsql security definer
set search_path = '' set timezone = 'UTC' set enable_seqscan = off set jit = off as $$
declare
  v_entries constant jsonb := gatehouse.plain(p_entries);
  v_device public.device := gatehouse.uploading_device(p_device_id);
  v_said jsonb;
  v_good public.visitor_record_logs[] := '{}';
  v_arrived uuid[];
  v_answers jsonb := '[]';
begin
  if coalesce(jsonb_typeof(v_entries), '') <> 'array' then
    perform gatehouse.refuse(400, 'entries_unreadable', 'p_entries is not a list.');
  elsif jsonb_array_length(v_entries) > 200 then
    perform gatehouse.refuse(413, 'batch_too_large', 'At most 200 entries a call.');
  end if;
  for v_said in select jsonb_array_elements(v_entries) loop
    -- Only the casts of what the console sent are caught: a mistake of our own must not read as "rejected".
    begin
      v_good := array_append(v_good, gatehouse.read_entry(v_said, v_device, p_incarnation));
    exception when data_exception then
      v_answers := v_answers || gatehouse.rejection(v_said, sqlstate, sqlerrm);
    end;
  end loop;

  -- Every upload locks in the same order, so that no two wait for each other.
  perform 1 from public.visitor_records_uid r
   where r.id in (select (g).pass_id from unnest(v_good) g) order by r.id for no key update;
  -- All in one statement: what a statement costs to begin is paid once and not for each entry.
  with arrived as (
    insert into public.visitor_record_logs select g.* from unnest(v_good) g order by g.occurred_at, g.id
    on conflict (id) do nothing returning id
  )
  select array_agg(id) into v_arrived from arrived;
  -- (Each row is looked up by its key, not joined: a plan that was made while the log was small would read all of it.)
  v_answers := v_answers || (
    select coalesce(jsonb_agg((
             select case when l.community_id = v_device.community_id
                      then jsonb_build_object(
                        'entry_id', l.id, 'status', case when g.is_first and l.id = any (v_arrived) then 'accepted'
                                                         else 'duplicate' end,
                        'flags', to_jsonb(l.conflicts), 'uses', r.entries_used,
                        'uses_rev', coalesce(l.uses_rev, r.uses_rev), 'code', '', 'message', '')
                      else gatehouse.rejection(jsonb_build_object('entry_id', l.id), 'entry_id_taken',
                                               'that entry_id belongs to another community') end
               from public.visitor_record_logs l left join public.visitor_records_uid r on r.id = l.pass_id
              where l.id = g.id)), '[]')
      from (select x.id, row_number() over (partition by x.id) = 1 as is_first from unnest(v_good) x) g);

  if p_audit is not null then
    perform gatehouse.keep_audit_head(v_device, p_incarnation, gatehouse.plain(p_audit));
  end if;
  update public.device set last_seen_at = clock_timestamp(),
      last_entry_seq = greatest(last_entry_seq, (select max(g.device_seq) from unnest(v_good) g)),
      last_bulk_at = case when jsonb_array_length(v_entries) >= 20 then clock_timestamp() else last_bulk_at end
   where id = v_device.id;
  return jsonb_build_object('items', v_answers, 'server_time', clock_timestamp(), 'epoch', gatehouse.epoch(),
                            'next_batch_after_ms', gatehouse.pause_ms());
end $$;

revoke all on function public.log_entries_v1(uuid, text, jsonb, jsonb) from public, anon;
grant execute on function public.log_entries_v1(uuid, text, jsonb, jsonb) to authenticated;
