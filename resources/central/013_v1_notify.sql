-- Migration v1, telling people: an outbox that is filled in the entry's own transaction. The Edge Function
-- push-notifications takes from it and speaks to OneSignal.
--
-- An arrival is told once, never when older than 30 minutes, never after a correction. Rows of the older functions
-- are left alone: those functions push by themselves.

create table if not exists public.notification_outbox (
  id uuid primary key default gen_random_uuid(),
  community_id uuid not null,
  profile_id uuid not null,
  kind text not null check (kind in ('arrival', 'question', 'panic')),
  about uuid not null,
  words jsonb not null,
  occurred_at timestamptz not null,
  created_at timestamptz not null default now(),
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  settled_at timestamptz,
  outcome text check (outcome in ('sent', 'too_old', 'corrected', 'given_up')),
  unique (kind, about, profile_id)
);
comment on column public.notification_outbox.id is 'Also OneSignal''s idempotency key.';
create index if not exists notification_outbox_due on public.notification_outbox (next_at) where settled_at is null;
alter table public.notification_outbox enable row level security;

-- An upload is one statement, so a correction that came with its entry has reached it by now: it is looked up.
create or replace function gatehouse.entries_are_news() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.notification_outbox (community_id, profile_id, kind, about, words, occurred_at)
  select a.community_id, a.host_uid, 'arrival', a.id,
         jsonb_build_object('visitor_name', a.visitor_name, 'people', a.people), a.occurred_at
    from arrived a
   where a.kind in ('visit', 'walk_in') and a.direction = 'in' and a.host_uid is not null and a.device_id is not null
     and coalesce(a.gate_outcome ->> 'kind', '') <> 'not_done' and not 'wrong_community' = any (a.conflicts)
     and (select l.corrected_by from public.visitor_record_logs l where l.id = a.id) is null
  on conflict do nothing;
  return null;
end $$;

drop trigger if exists entry_is_news on public.visitor_record_logs;
drop function if exists gatehouse.entry_is_news();
create or replace trigger entries_are_news after insert on public.visitor_record_logs
  referencing new table as arrived for each statement execute function gatehouse.entries_are_news();

create or replace function gatehouse.entry_was_no_news() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.notification_outbox set settled_at = now(), outcome = 'corrected'
   where kind = 'arrival' and about = new.id and settled_at is null;
  return null;
end $$;

create or replace trigger entry_was_no_news after update of corrected_by on public.visitor_record_logs
  for each row when (new.corrected_by is not null) execute function gatehouse.entry_was_no_news();

create or replace function gatehouse.question_is_news() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.notification_outbox (community_id, profile_id, kind, about, words, occurred_at)
  values (new.community_id, new.host_id, 'question', new.id,
          jsonb_build_object('visitor_name', new.visitor_name, 'gate_id', new.gate_id), new.asked_at);
  return null;
end $$;

create or replace trigger question_is_news after insert on public.host_question
  for each row execute function gatehouse.question_is_news();

create or replace function gatehouse.panic_is_news() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.notification_outbox (community_id, profile_id, kind, about, words, occurred_at)
  select new.community_id, m.profile_id, 'panic', new.id,
         jsonb_build_object('gate_id', new.gate_id, 'actor_name', new.actor_name), new.occurred_at
    from gatehouse.membership m where m.community_id = new.community_id and m.role in ('supervisor', 'admin');
  return null;
end $$;

create or replace trigger panic_is_news after insert on public.gate_notice
  for each row when (new.kind in ('panic', 'call_for_help')) execute function gatehouse.panic_is_news();

-- What is to be sent now, the newest first: whoever stands at a gate does not wait for what an outage held up. A row that
-- is taken comes up again after a minute, should its sender have died; what is too old is settled here and never sent.
-- However long the queue is, only its end is looked at.
create or replace function public.take_notifications_v1(p_limit int default 50)
returns json language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_taken int;
  v_rows json;
begin
  loop
    with due as (
      select id, occurred_at < now() - interval '30 minutes' as is_old from public.notification_outbox
       where settled_at is null and next_at <= now() order by next_at desc limit p_limit for update skip locked
    ), taken as (
      update public.notification_outbox n
         set attempts = n.attempts + 1, next_at = now() + interval '1 minute',
             settled_at = case when d.is_old then now() end, outcome = case when d.is_old then 'too_old' end
        from due d where n.id = d.id
      returning n.*
    )
    select count(*), json_agg(json_build_object('id', id, 'kind', kind, 'profile_id', profile_id, 'about', about,
               'words', words, 'occurred_at', occurred_at, 'attempts', attempts) order by created_at desc)
             filter (where settled_at is null)
      into v_taken, v_rows from taken;
    exit when v_rows is not null or v_taken = 0;
  end loop;
  return coalesce(v_rows, '[]');
end $$;

create or replace function public.settle_notification_v1(p_id uuid, p_sent boolean)
returns void language sql security definer set search_path = '' as $$
  update public.notification_outbox
     set settled_at = case when p_sent or attempts >= 10 then now() end,
         outcome = case when p_sent then 'sent' when attempts >= 10 then 'given_up' end
   where id = p_id and settled_at is null
$$;

revoke all on function public.take_notifications_v1(int) from public, anon, authenticated;
revoke all on function public.settle_notification_v1(uuid, boolean) from public, anon, authenticated;
grant execute on function public.take_notifications_v1(int) to service_role;
grant execute on function public.settle_notification_v1(uuid, boolean) to service_role;
