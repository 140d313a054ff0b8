-- Migration v1, the decision: the SQL twin of `decide()` in app/domain/decision.py. The same order of rules, the same
-- reasons, the same flags; decision-vectors.json beside this file runs against both. Change all three together.

create or replace function public.decide_v1(p_facts jsonb, p_moment timestamptz, p_direction text)
returns jsonb language plpgsql immutable set search_path = '' as $$
declare
  v_facts constant jsonb := gatehouse.plain(p_facts);
  v_pass constant jsonb := nullif(v_facts -> 'pass', 'null');
  v_policy constant jsonb := coalesce(nullif(v_facts -> 'policy', 'null'), '{}');
  v_blacklist constant jsonb := coalesce(nullif(v_facts -> 'blacklist', 'null'), '[]');
  v_asked constant boolean := coalesce((v_facts ->> 'asked_central')::boolean, false);
  v_trusted constant boolean := coalesce((v_facts ->> 'clock_trusted')::boolean, true);
  v_inside constant boolean := coalesce((v_facts ->> 'inside')::boolean, false);
  v_uses constant int := coalesce((v_pass ->> 'entries_used')::int, 0) + coalesce((v_facts ->> 'own_uses')::int, 0);
  v_allowed constant int := coalesce((v_pass ->> 'entries_allowed')::int, 9999);
  v_limited constant boolean := v_pass is not null and v_allowed < 9999;
  v_max_age numeric;
  v_verdict text;
  v_reason text;
  v_flags text[] := '{}';
begin
  if not (v_facts ->> 'is_code')::boolean then
    v_verdict := 'refuse'; v_reason := 'not_a_code';
  elsif p_direction = 'out' then
    -- Out is never refused for time, limit or age: people must be able to leave. It is flagged.
    if v_pass is null then
      v_verdict := 'ask'; v_reason := case when v_asked then 'unknown' else 'unknown_offline' end;
    elsif v_pass ->> 'community_id' is distinct from v_facts ->> 'community_id' then
      v_verdict := 'ask'; v_reason := 'other_community';
    else
      v_verdict := 'admit'; v_reason := 'valid';
      v_flags := array_remove(array[
        case when v_blacklist <> '[]' then 'blacklisted' end,
        case when (v_pass ->> 'cancelled')::boolean then 'cancelled' end,
        case when not v_trusted then 'clock_suspect' end,
        case when v_trusted and p_moment >= (v_pass ->> 'valid_until')::timestamptz then 'expired' end,
        case when not v_inside then 'not_inside' end], null);
    end if;
  elsif v_blacklist ?| array['record', 'document'] then
    v_verdict := 'refuse'; v_reason := 'blacklisted';
  elsif v_blacklist <> '[]' then
    v_verdict := 'ask'; v_reason := 'possible_match';
  elsif v_pass is null then
    if v_asked then
      v_verdict := 'refuse'; v_reason := 'unknown';
    else
      v_verdict := 'ask'; v_reason := 'unknown_offline';
    end if;
  elsif coalesce((v_pass ->> 'cancelled')::boolean, false) then
    v_verdict := 'refuse'; v_reason := 'cancelled';
  elsif v_pass ->> 'community_id' is distinct from v_facts ->> 'community_id' then
    v_verdict := 'refuse'; v_reason := 'other_community';
  elsif not v_trusted then
    v_verdict := 'ask'; v_reason := 'clock_doubtful';
  elsif p_moment < (v_pass ->> 'valid_from')::timestamptz then
    v_verdict := 'refuse'; v_reason := 'not_yet_valid';
  elsif p_moment >= (v_pass ->> 'valid_until')::timestamptz then
    v_verdict := 'refuse'; v_reason := 'expired';
  elsif v_limited and v_uses >= v_allowed then
    v_verdict := 'refuse'; v_reason := 'no_entries_left';
  elsif v_inside and coalesce((v_policy ->> 'ask_if_inside')::boolean, false) then
    v_verdict := 'ask'; v_reason := 'already_inside';
  else
    v_max_age := coalesce((v_policy -> 'max_age_by_type_s' ->> (v_pass ->> 'visitor_type'))::numeric,
                          (v_policy ->> 'max_age_s')::numeric, 259200);
    if v_limited then
      v_max_age := least(v_max_age, coalesce((v_policy ->> 'max_age_limited_s')::numeric, 43200));
    end if;
    if not v_asked and not coalesce((v_pass ->> 'local')::boolean, false)
       and coalesce((v_facts ->> 'age_s')::numeric > v_max_age, true) then
      v_verdict := 'ask'; v_reason := 'too_old';
    else
      v_verdict := 'admit'; v_reason := 'valid';
      v_flags := case when v_inside then array['already_inside'] else '{}' end;
    end if;
  end if;
  return jsonb_build_object(
    'verdict', v_verdict, 'reason', v_reason, 'flags', to_jsonb(v_flags),
    'entries_left', case when v_limited then greatest(0, v_allowed - v_uses) end);
end $$;

-- The blacklist rows that concern somebody at a moment, the certain kinds first. (PL/pgSQL keeps its plans; a function in
-- SQL would be planned anew for each entry of an upload.)
create or replace function gatehouse.blacklist_hits(
  p_community uuid, p_record_uids text[], p_document bytea, p_name text, p_plate text, p_at timestamptz)
returns table (kind text, reason text) language plpgsql stable security definer set search_path = '' as $$
declare
  v_document constant text := encode(p_document, 'hex');
  v_name constant text := nullif(gatehouse.normal_name(p_name), '');
  v_plate constant text := nullif(gatehouse.normal_plate(p_plate), '');
begin
  return query select b.match_kind, b.reason from public.blacklist_entry b
   where b.community_id = p_community and b.because_of is null
     and coalesce(b.valid_from <= p_at, true) and coalesce(b.valid_until > p_at, true)
     and (b.match_kind = 'record' and b.match_value = any (p_record_uids)
          or b.match_kind = 'document' and b.match_value = v_document
          or b.match_kind = 'name' and b.match_value = v_name
          or b.match_kind = 'plate' and b.match_value = v_plate)
   order by array_position(array['record', 'document', 'name', 'plate'], b.match_kind), b.id;
end $$;

-- The last way in or out on a pass that was not taken back.
create or replace function gatehouse.last_passage(p_pass uuid) returns public.visitor_record_logs
language sql stable security definer set search_path = '' as $$
  select l from public.visitor_record_logs l
   where l.pass_id = p_pass and l.kind in ('visit', 'walk_in', 'exit') and l.corrected_by is null
   order by l.occurred_at desc, l.id desc limit 1
$$;

create or replace function public.validate_record_v1(
  p_code text, p_community uuid, p_direction text default 'in', p_scan_id uuid default null)
returns json language plpgsql stable security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_code constant text := trim(coalesce(p_code, ''));
  v_is_uid constant boolean := v_code ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
  v_is_short constant boolean := v_code ~ '^[0-9A-HJKMNP-TV-Z]{8}$';
  v_record public.visitor_records_uid;
  v_pass json;
  v_last public.visitor_record_logs;
  v_inside boolean;
  v_hits json;
begin
  perform gatehouse.require_role(p_community, '{guard,supervisor,admin,console}');
  if v_is_uid then
    select * into v_record from public.visitor_records_uid where record_uid = v_code
    union all select * from public.visitor_records_uid where rand_record_uid = v_code limit 1;
  elsif v_is_short then
    select * into v_record from public.visitor_records_uid where short_code = v_code;
  end if;
  if v_record.community_id = p_community then
    select f.row into v_pass from gatehouse.feed_pass f where f.id = v_record.id;
    v_last := gatehouse.last_passage(v_record.id);
  elsif v_record.id is not null then
    -- Another community's visitor: that there is one is all that this gate may learn.
    v_pass := json_build_object(
      'id', v_record.id, 'record_uid', v_code, 'community_id', v_record.community_id, 'visitor_name', '',
      'visitor_type', coalesce(v_record.visitor_type, 'Guest'), 'valid_from', v_record.validity_start,
      'valid_until', v_record.validity_end, 'cancelled', v_record.cancelled_at is not null);
  end if;
  v_inside := coalesce(v_last.direction = 'in', false);
  select coalesce(json_agg(json_build_object('kind', h.kind, 'reason', h.reason)), '[]') into v_hits
    from gatehouse.blacklist_hits(
      p_community, array_remove(array[v_code, v_record.record_uid, v_record.rand_record_uid], null),
      v_record.document_hmac, v_record.visitor_name, v_record.plate, clock_timestamp()) h;
  return json_build_object(
    'known', v_pass is not null, 'pass', v_pass, 'inside', v_inside, 'blacklist', v_hits,
    'last_entry', case when v_last.id is not null then json_build_object(
      'at', v_last.occurred_at, 'gate_id', v_last.gate_id, 'direction', v_last.direction,
      'photo_hash', v_last.photo_hash) end,
    'decision', public.decide_v1(
      jsonb_build_object(
        'is_code', v_is_uid or v_is_short, 'community_id', p_community, 'pass', v_pass::jsonb, 'inside', v_inside,
        'blacklist', (select coalesce(jsonb_agg(h ->> 'kind'), '[]') from json_array_elements(v_hits) h),
        'asked_central', true, 'policy', gatehouse.setting(p_community, 'policy', '{}')),
      clock_timestamp(), p_direction),
    'uses_rev', coalesce(v_record.uses_rev, 0), 'server_time', clock_timestamp(), 'epoch', gatehouse.epoch());
end $$;

revoke all on function public.decide_v1(jsonb, timestamptz, text) from public, anon;
revoke all on function public.validate_record_v1(text, uuid, text, uuid) from public, anon;
grant execute on function public.decide_v1(jsonb, timestamptz, text) to authenticated;
grant execute on function public.validate_record_v1(text, uuid, text, uuid) to authenticated;
