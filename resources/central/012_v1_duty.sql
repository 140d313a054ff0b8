-- Migration v1, the guard's day: walk-ins, asking the host, notices and panic, the shift log, working off conflicts.
-- Every call carries an id that the console made: asked again, it answers again.

create table if not exists public.host_question (
  id uuid primary key,
  community_id uuid not null references public.community (id),
  host_id uuid not null references public.profile (id),
  device_id uuid,
  gate_id text not null default '',
  visitor_name text not null default '',
  plate text not null default '',
  note text not null default '',
  photo_hash text,
  asked_by text not null default '',
  asked_at timestamptz not null default now(),
  answer text check (answer in ('admit', 'refuse')),
  answered_at timestamptz,
  answered_by text not null default '',
  answered_via text check (answered_via in ('app', 'phone')),
  answer_note text not null default ''
);
create index if not exists host_question_feed on public.host_question (community_id, id);
create index if not exists host_question_host on public.host_question (host_id);

create table if not exists public.gate_notice (
  id uuid primary key,
  community_id uuid not null references public.community (id),
  kind text not null,
  severity text not null default 'warning' check (severity in ('info', 'warning', 'alarm')),
  words text not null default '',
  device_id uuid,
  gate_id text not null default '',
  entry_id uuid,
  actor_name text not null default '',
  occurred_at timestamptz not null,
  received_at timestamptz not null default now(),
  acknowledged_at timestamptz,
  acknowledged_by uuid references public.profile (id),
  acknowledgement text
);
create index if not exists gate_notice_feed on public.gate_notice (community_id, id);

create table if not exists public.shift_log (
  id uuid primary key,
  community_id uuid not null references public.community (id),
  device_id uuid,
  shift_id text not null,
  kind text not null check (kind in ('start', 'handover', 'acknowledged', 'end', 'note', 'incident')),
  actor_id text not null default '',
  actor_name text not null default '',
  words text not null default '',
  photo_hash text,
  about jsonb not null default '{}',
  occurred_at timestamptz not null,
  received_at timestamptz not null default now()
);
create index if not exists shift_log_feed on public.shift_log (community_id, occurred_at desc);

alter table public.host_question enable row level security;
alter table public.gate_notice enable row level security;
alter table public.shift_log enable row level security;
do $$
declare
  v_table text;
begin
  foreach v_table in array array['host_question', 'gate_notice', 'shift_log'] loop
    execute format('create policy "v1 the gate sees it" on public.%I for select to authenticated using
      (community_id in (select gatehouse.communities_as(''{guard,supervisor,admin,console}'')))', v_table);
  end loop;
end $$;
create policy "v1 hosts see what they are asked" on public.host_question for select to authenticated
  using (host_id = (select auth.uid()));

-- In the feed too.
create or replace view gatehouse.feed_question as
  select q.id, q.community_id, q.asked_at > now() - interval '1 day' as live, row_to_json(shown) as row
    from public.host_question q,
    lateral (select
      q.id, q.host_id, q.visitor_name, q.plate, q.gate_id, q.asked_by, q.asked_at, q.answer, q.answered_at,
      q.answered_by, q.answered_via, q.answer_note) as shown;
create or replace view gatehouse.feed_notice as
  select n.id, n.community_id, n.acknowledged_at is null and n.received_at > now() - interval '30 days' as live,
         row_to_json(shown) as row
    from public.gate_notice n,
    lateral (select
      n.id, n.kind, n.severity, n.words, n.gate_id, n.device_id, n.entry_id, n.actor_name, n.occurred_at,
      n.acknowledged_at, n.acknowledgement) as shown;
create or replace view gatehouse.feed_shift as
  select s.id, s.community_id, s.received_at > now() - interval '1 day' as live, row_to_json(shown) as row
    from public.shift_log s left join public.device d on d.id = s.device_id,
    lateral (select
      s.id, s.shift_id, s.kind, s.actor_name, s.words, s.photo_hash, s.occurred_at, s.device_id,
      coalesce(d.name, '') as post) as shown;
create or replace trigger feed after insert or update or delete on public.shift_log
  for each row execute function gatehouse.row_changed('shift');
create or replace trigger feed after insert or update or delete on public.host_question
  for each row execute function gatehouse.row_changed('question');
create or replace trigger feed after insert or update or delete on public.gate_notice
  for each row execute function gatehouse.row_changed('notice');

-- Entries that named a pass before it came (a server that was restored, consoles that tell it anew in any order): what
-- they lacked was the pass alone, and their uses count from now on.
create or replace function gatehouse.adopt_entries(p_pass public.visitor_records_uid) returns void
language sql volatile security definer set search_path = '' as $$
  update public.visitor_record_logs
     set conflicts = array_remove(conflicts, 'unknown_record'), host_uid = coalesce(host_uid, p_pass.host_uid)
   where pass_id = p_pass.id and community_id = p_pass.community_id and 'unknown_record' = any (conflicts);
  with counted as (
    select l.id, row_number() over (order by l.occurred_at, l.id) as rev from public.visitor_record_logs l
     where l.pass_id = p_pass.id and l.community_id = p_pass.community_id and l.corrected_by is null
       and gatehouse.uses_pass(l)
  ), marked as (
    update public.visitor_record_logs l set uses_rev = counted.rev from counted where l.id = counted.id returning 1
  )
  update public.visitor_records_uid set entries_used = n, uses_rev = n from (select count(*) as n from marked) as all_of_them
   where id = p_pass.id and n > 0
$$;

-- A visitor without a pass, made known to the other gates. `p_pass` has the names of the feed's pass rows. Its host is
-- `host_id`, or whoever lives in `house`; its short code stays the one that the gate has told the visitor. Of a
-- document the last four are kept, of a number that is told (`document`) a keyed hash as well.
create or replace function public.register_walk_in_v1(p_community uuid, p_pass jsonb)
returns json language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_said constant jsonb := jsonb_strip_nulls(gatehouse.plain(p_pass));
  v_short constant text := v_said ->> 'short_code';
  v_house constant text := nullif(gatehouse.normal_name(v_said ->> 'house'), '');
  v_host uuid;
  v_made public.visitor_records_uid;
  v_answer json;
begin
  perform gatehouse.require_role(p_community, '{guard,supervisor,admin,console}');
  select f.id into v_host from gatehouse.feed_host f
   where f.community_id = p_community
     and (f.id = (v_said ->> 'host_id')::uuid or gatehouse.normal_name(f.row ->> 'house') = v_house)
   order by f.id = (v_said ->> 'host_id')::uuid desc nulls last, f.row ->> 'name', f.id limit 1;
  if v_host is null then
    perform gatehouse.refuse(400, 'host_unknown', 'That host does not live in this community.');
  end if;
  insert into public.visitor_records_uid
    (id, host_uid, record_uid, short_code, visitor_name, visitor_type, validity_start, validity_end, property_id,
     community_id, entries_allowed, document_num, document_last4, notes, plate, vehicle, people)
  values ((v_said ->> 'id')::uuid, v_host, v_said ->> 'record_uid',
          case when v_short ~ '^[0-9A-HJKMNP-TV-Z]{8}$' and v_short ~ '[0-9]'
            and not exists (select 1 from public.visitor_records_uid where short_code = v_short) then v_short end,
          v_said ->> 'visitor_name', coalesce(v_said ->> 'visitor_type', 'Guest'),
          (v_said ->> 'valid_from')::timestamptz, (v_said ->> 'valid_until')::timestamptz,
          (select property_id from public.profile where id = v_host), p_community,
          coalesce((v_said ->> 'entries_allowed')::int, 1), v_said ->> 'document',
          right(coalesce(v_said ->> 'document_last4', ''), 4), v_said ->> 'note', coalesce(v_said ->> 'plate', ''),
          coalesce(v_said ->> 'vehicle', ''), coalesce((v_said ->> 'people')::int, 1))
  on conflict (id) do nothing returning * into v_made;
  if found then
    perform gatehouse.adopt_entries(v_made);
  end if;
  select f.row into v_answer from gatehouse.feed_pass f where f.id = (v_said ->> 'id')::uuid and f.community_id = p_community;
  return v_answer;
end $$;

create or replace function public.ask_host_v1(p_community uuid, p_question jsonb)
returns json language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_said constant jsonb := jsonb_strip_nulls(gatehouse.plain(p_question));
  v_host json;
  v_row json;
begin
  perform gatehouse.require_role(p_community, '{guard,supervisor,admin,console}');
  select f.row into v_host from gatehouse.feed_host f
   where f.id = (v_said ->> 'host_id')::uuid and f.community_id = p_community;
  if v_host is null then
    perform gatehouse.refuse(400, 'host_unknown', 'That host does not live in this community.');
  end if;
  insert into public.host_question
    (id, community_id, host_id, device_id, gate_id, visitor_name, plate, note, photo_hash, asked_by, asked_at)
  values ((v_said ->> 'id')::uuid, p_community, (v_said ->> 'host_id')::uuid, (v_said ->> 'device_id')::uuid,
          coalesce(v_said ->> 'gate_id', ''), coalesce(v_said ->> 'visitor_name', ''), coalesce(v_said ->> 'plate', ''),
          coalesce(v_said ->> 'note', ''), v_said ->> 'photo_hash', coalesce(v_said ->> 'asked_by', ''),
          coalesce((v_said ->> 'asked_at')::timestamptz, clock_timestamp()))
  on conflict (id) do nothing;
  select f.row into v_row from gatehouse.feed_question f
   where f.id = (v_said ->> 'id')::uuid and f.community_id = p_community;
  return json_build_object('question', v_row, 'host', v_host);
end $$;

-- The host answers in the app, or a guard writes down what he heard on the telephone. The first answer stands.
create or replace function public.answer_host_v1(p_question uuid, p_answer text, p_note text default '', p_heard_by text default '')
returns json language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_row public.host_question;
  v_answer json;
begin
  select * into v_row from public.host_question where id = p_question for update;
  if v_row.host_id is distinct from auth.uid() then
    perform gatehouse.require_role(v_row.community_id, '{guard,supervisor,admin,console}');
  end if;
  if p_answer is null or p_answer not in ('admit', 'refuse') then
    perform gatehouse.refuse(400, 'answer_unknown', 'An answer is admit or refuse.');
  end if;
  update public.host_question
     set answer = p_answer, answered_at = clock_timestamp(), answer_note = coalesce(p_note, ''),
         answered_via = case when v_row.host_id = auth.uid() then 'app' else 'phone' end,
         answered_by = case when v_row.host_id = auth.uid()
           then (select full_name from public.profile where id = v_row.host_id) else coalesce(p_heard_by, '') end
   where id = p_question and answer is null;
  select f.row into v_answer from gatehouse.feed_question f where f.id = p_question;
  return v_answer;
end $$;

create or replace function public.raise_notice_v1(p_device_id uuid, p_notice jsonb)
returns json language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_device constant public.device := gatehouse.uploading_device(p_device_id);
  v_said constant jsonb := jsonb_strip_nulls(gatehouse.plain(p_notice));
  v_answer json;
begin
  insert into public.gate_notice
    (id, community_id, kind, severity, words, device_id, gate_id, entry_id, actor_name, occurred_at)
  values ((v_said ->> 'id')::uuid, v_device.community_id, v_said ->> 'kind', coalesce(v_said ->> 'severity', 'warning'),
          coalesce(v_said ->> 'words', ''), p_device_id, coalesce(v_said ->> 'gate_id', ''),
          (v_said ->> 'entry_id')::uuid, coalesce(v_said ->> 'actor_name', ''), (v_said ->> 'occurred_at')::timestamptz)
  on conflict (id) do nothing;
  select f.row into v_answer from gatehouse.feed_notice f where f.id = (v_said ->> 'id')::uuid;
  return v_answer;
end $$;

-- Whose word it is that comes from a supervisor: the caller's own, or that of `p_by`, for whom a console speaks. Ends the
-- request if it is neither.
create or replace function gatehouse.in_the_name_of(p_community uuid, p_by uuid) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  v_for_another constant boolean := exists (select 1 from gatehouse.membership m where m.profile_id = p_by
    and m.community_id = p_community and m.role in ('supervisor', 'admin'));
begin
  perform gatehouse.require_role(p_community,
    case when v_for_another then '{supervisor,admin,console}' else '{supervisor,admin}' end::text[]);
  return case when v_for_another then p_by else auth.uid() end;
end $$;

-- A supervisor has dealt with it. A console may say so for the supervisor who did (`p_by`), when its line is back.
drop function if exists public.acknowledge_notice_v1(uuid, text);
create or replace function public.acknowledge_notice_v1(p_notice uuid, p_words text default '', p_by uuid default null)
returns json language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_by constant uuid :=
    gatehouse.in_the_name_of((select community_id from public.gate_notice where id = p_notice), p_by);
  v_answer json;
begin
  update public.gate_notice set acknowledged_at = clock_timestamp(), acknowledged_by = v_by,
         acknowledgement = coalesce(p_words, '')
   where id = p_notice and acknowledged_at is null;
  select f.row into v_answer from gatehouse.feed_notice f where f.id = p_notice;
  return v_answer;
end $$;

create or replace function public.log_shift_v1(p_device_id uuid, p_rows jsonb)
returns json language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_device constant public.device := gatehouse.uploading_device(p_device_id);
  v_kept int;
begin
  insert into public.shift_log
    (id, community_id, device_id, shift_id, kind, actor_id, actor_name, words, photo_hash, about, occurred_at)
  select r.id, v_device.community_id, p_device_id, r.shift_id, r.kind, coalesce(r.actor_id, ''),
         coalesce(r.actor_name, ''), coalesce(r.words, ''), r.photo_hash, coalesce(r.about, '{}'), r.occurred_at
    from jsonb_to_recordset(gatehouse.plain(p_rows)) as r(
      id uuid, shift_id text, kind text, actor_id text, actor_name text, words text, photo_hash text, about jsonb,
      occurred_at timestamptz)
  on conflict (id) do nothing;
  get diagnostics v_kept = row_count;
  return json_build_object('kept', v_kept, 'server_time', clock_timestamp());
end $$;

-- A supervisor works off what the centre found wrong with an entry; the first word stands. A console may say it for the
-- supervisor who did (`p_by`), when its line is back.
drop function if exists public.resolve_conflict_v1(uuid, text, text);
create or replace function public.resolve_conflict_v1(
  p_entry uuid, p_resolution text, p_note text default '', p_by uuid default null)
returns json language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_log public.visitor_record_logs;
  v_by uuid;
begin
  select * into v_log from public.visitor_record_logs where id = p_entry;
  if v_log.id is null then
    perform gatehouse.refuse(400, 'entry_unknown', 'That entry has not arrived yet.', 'Say it again later.');
  end if;
  v_by := gatehouse.in_the_name_of(v_log.community_id, p_by);
  if p_resolution is null or p_resolution not in ('accepted', 'reported') then
    perform gatehouse.refuse(400, 'resolution_unknown', 'A conflict is accepted or reported.');
  end if;
  update public.visitor_record_logs
     set resolved_at = clock_timestamp(), resolved_by = v_by, resolution = p_resolution || ': ' || coalesce(p_note, '')
   where id = p_entry and resolved_at is null;
  if found then
    insert into public.audit_log (actor_id, action, resource_type, resource_id, metadata)
    values (v_by, 'conflict_resolved', 'visitor_record_logs', p_entry,
            jsonb_build_object('resolution', p_resolution, 'conflicts', v_log.conflicts));
  end if;
  select * into v_log from public.visitor_record_logs where id = p_entry;
  return json_build_object('entry_id', p_entry, 'resolved_at', v_log.resolved_at, 'resolution', v_log.resolution);
end $$;

do $$
declare
  v_call text;
begin
  foreach v_call in array array[
    'register_walk_in_v1(uuid, jsonb)', 'ask_host_v1(uuid, jsonb)', 'answer_host_v1(uuid, text, text, text)',
    'raise_notice_v1(uuid, jsonb)', 'acknowledge_notice_v1(uuid, text, uuid)', 'log_shift_v1(uuid, jsonb)',
    'resolve_conflict_v1(uuid, text, text, uuid)'] loop
    execute format('revoke all on function public.%s from public, anon', v_call);
    execute format('grant execute on function public.%s to authenticated', v_call);
  end loop;
end $$;
