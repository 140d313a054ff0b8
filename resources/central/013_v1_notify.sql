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

create or replace function gatehouse.entry_is_news() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.notification_outbox (community_id, profile_id, kind, about, words, occurred_at)
  values (new.community_id, new.host_uid, 'arrival', new.id,
          jsonb_build_object('visitor_name', new.visitor_name, 'people', new.people), new.occurred_at)
  on conflict do nothing;
  return null;
end $$;

create or replace trigger entry_is_news after insert on public.visitor_record_logs
  for each row when (new.kind in ('visit', 'walk_in') and new.direction = 'in' and new.host_uid is not null
    and new.device_id is not null and new.corrected_by is null
    and coalesce(new.gate_outcome ->> 'kind', '') <> 'not_done' and not 'wrong_community' = any (new.conflicts))
  execute function gatehouse.entry_is_news();

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

-- What is to be sent now. A row that is taken comes up again after a minute, should its sender have died; what is too
-- old by then is settled here and never sent.
create or replace function public.take_notifications_v1(p_limit int default 50)
returns json language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_rows json;
begin
  update public.notification_outbox set settled_at = now(), outcome = 'too_old'
   where settled_at is null and occurred_at < now() - interval '30 minutes';
  with taken as (
    update public.notification_outbox set attempts = attempts + 1, next_at = now() + interval '1 minute'
     where id in (select id from public.notification_outbox where settled_at is null and next_at <= now()
                   order by created_at limit p_limit for update skip locked)
    returning *
  )
  select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'profile_id', profile_id, 'about', about,
                           'words', words, 'occurred_at', occurred_at, 'attempts', attempts) order by created_at), '[]')
    into v_rows from taken;
  return v_rows;
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
