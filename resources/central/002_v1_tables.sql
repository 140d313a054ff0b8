-- Migration v1, tables. Additive, except: the log no longer refuses codes that the centre does not know, and
-- `in_time` may be empty (an exit or a refusal is nobody's arrival).

create schema if not exists gatehouse;
comment on schema gatehouse is 'Inner workings of the gatehouse contract v1; not exposed by the API.';
grant usage on schema gatehouse to anon, authenticated, service_role;

-- The person behind a pass, the vehicle, and what a cancelled pass looks like.
alter table public.visitor_records_uid
  add column if not exists short_code text unique,
  add column if not exists plate text not null default '',
  add column if not exists vehicle text not null default '',
  add column if not exists people int not null default 1 check (people between 1 and 999),
  add column if not exists document_last4 text not null default '',
  add column if not exists document_hmac bytea,
  add column if not exists cancelled_at timestamptz,
  add column if not exists uses_rev bigint not null default 0;

-- Every use changes its pass's row: room beside it keeps the new version on the same page, and out of eight indexes.
alter table public.visitor_records_uid set (fillfactor = 80);

create index if not exists visitor_records_feed on public.visitor_records_uid (community_id, id);
create index if not exists visitor_records_document on public.visitor_records_uid (community_id, document_hmac)
  where document_hmac is not null;
create index if not exists visitor_records_host on public.visitor_records_uid (host_uid);
create index if not exists visitor_records_property on public.visitor_records_uid (property_id);

-- The log: a row is a fact with a key of its own (`id` is the console's entry_id).
alter table public.visitor_record_logs drop constraint if exists visitor_record_logs_record_uid_fkey;
alter table public.visitor_record_logs alter column in_time drop not null;
alter table public.visitor_record_logs
  add column if not exists community_id uuid references public.community (id),
  add column if not exists kind text not null default 'visit',
  add column if not exists direction text not null default 'in',
  add column if not exists occurred_at timestamptz,
  add column if not exists received_at timestamptz not null default now(),
  add column if not exists pass_id uuid,
  add column if not exists host_id text,
  add column if not exists gate_id text not null default '',
  add column if not exists actor_id text not null default '',
  add column if not exists actor_name text not null default '',
  add column if not exists shift_id text not null default '',
  add column if not exists device_id uuid,
  add column if not exists incarnation text,
  add column if not exists device_seq bigint,
  add column if not exists clock_offset_ms bigint,
  add column if not exists clock_trusted boolean not null default true,
  add column if not exists scan_id uuid,
  add column if not exists visitor_type text not null default '',
  add column if not exists house text not null default '',
  add column if not exists verdict text not null default '',
  add column if not exists reason text not null default '',
  add column if not exists basis text not null default '',
  add column if not exists basis_age_s bigint,
  add column if not exists flags text[] not null default '{}',
  add column if not exists conflicts text[] not null default '{}',
  add column if not exists people int not null default 1,
  add column if not exists plate text not null default '',
  add column if not exists on_foot boolean not null default false,
  add column if not exists allowed_by text not null default '',
  add column if not exists corrects uuid,
  add column if not exists corrected_by uuid,
  add column if not exists foreign_digest text not null default '',
  add column if not exists offline boolean not null default false,
  add column if not exists gate_outcome jsonb,
  add column if not exists signature text,
  add column if not exists said jsonb,
  add column if not exists signature_ok boolean,
  add column if not exists uses_rev bigint,
  add column if not exists resolved_at timestamptz,
  add column if not exists resolved_by uuid,
  add column if not exists resolution text;
comment on column public.visitor_record_logs.flags is 'What the console noted beside its decision.';
comment on column public.visitor_record_logs.said is 'What the console signed, word for word; signature_ok: whether it holds (verify-signatures).';
comment on column public.visitor_record_logs.conflicts is 'What the centre found when the entry arrived; a supervisor works it off.';
comment on column public.visitor_record_logs.uses_rev is 'The pass''s uses_rev at which this row counted; null if it never did.';

do $$
begin
  if not exists (select 1 from pg_constraint where conname = 'visitor_record_logs_kind_known') then
    alter table public.visitor_record_logs
      add constraint visitor_record_logs_kind_known check (kind in
        ('visit', 'exit', 'refusal', 'override', 'known_person', 'walk_in', 'correction')),
      add constraint visitor_record_logs_direction_known check (direction in ('in', 'out'));
  end if;
end $$;

create index if not exists visitor_record_logs_device_seq
  on public.visitor_record_logs (device_id, incarnation, device_seq) where device_seq > 0;
create index if not exists visitor_record_logs_pass on public.visitor_record_logs (pass_id, occurred_at desc);
create index if not exists visitor_record_logs_uses on public.visitor_record_logs (pass_id, device_id)
  where uses_rev is not null and corrected_by is null;
create index if not exists visitor_record_logs_feed on public.visitor_record_logs (community_id, id);
create index if not exists visitor_record_logs_corrects on public.visitor_record_logs (corrects)
  where corrects is not null;
create index if not exists visitor_record_logs_open_conflicts on public.visitor_record_logs (community_id, received_at)
  where conflicts <> '{}' and resolved_at is null;

create table if not exists public.device (
  id uuid primary key default gen_random_uuid(),
  community_id uuid not null references public.community (id),
  name text not null,
  profile_id uuid unique references public.profile (id),
  public_key text,
  app_version text not null default '',
  registered_by uuid references public.profile (id),
  registered_at timestamptz not null default now(),
  last_seen_at timestamptz,
  last_entry_seq bigint,
  last_bulk_at timestamptz,
  revoked_at timestamptz
);
comment on column public.device.profile_id is 'The console''s own account.';
comment on column public.device.public_key is 'Ed25519, 32 bytes, base64.';
create index if not exists device_bulk on public.device (last_bulk_at);

-- The head of each console's own audit chain, as it said it with its uploads: a chain that is rewritten later shows.
create table if not exists public.audit_head (
  device_id uuid not null references public.device (id),
  incarnation text not null,
  seq bigint not null,
  head text not null,
  signature text,
  received_at timestamptz not null default now(),
  primary key (device_id, incarnation, seq)
);
alter table public.audit_head add column if not exists signature_ok boolean;
create index if not exists audit_head_unproven on public.audit_head (received_at) where signature_ok is null;
create index if not exists visitor_record_logs_unproven on public.visitor_record_logs (id)
  where signature_ok is null and incarnation is not null;

create table if not exists public.blacklist_entry (
  id uuid primary key default gen_random_uuid(),
  community_id uuid not null references public.community (id),
  match_kind text not null check (match_kind in ('record', 'document', 'name', 'plate')),
  match_value text not null,
  reason text not null default '',
  valid_from timestamptz,
  valid_until timestamptz,
  because_of uuid references public.blacklist_entry (id) on delete cascade,
  created_by uuid references public.profile (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on column public.blacklist_entry.because_of is
  'The document row that this record row follows from: gates know passes, never document numbers.';
create index if not exists blacklist_entry_because on public.blacklist_entry (because_of) where because_of is not null;
create index if not exists blacklist_entry_match on public.blacklist_entry (community_id, match_kind, match_value);

create table if not exists public.site_setting (
  id uuid primary key default gen_random_uuid(),
  community_id uuid not null references public.community (id),
  key text not null,
  value jsonb not null,
  signature text,
  updated_by uuid references public.profile (id),
  updated_at timestamptz not null default now(),
  unique (community_id, key)
);

-- The feed: which row of which community changed, in the order in which transactions may be read.
create table if not exists gatehouse.change_log (
  seq bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  community_id uuid not null,
  entity text not null,
  entity_id uuid not null,
  changed_at timestamptz not null default now()
);
create index if not exists change_log_order on gatehouse.change_log (community_id, xid, seq);

-- How far the feed was pruned: an older cursor has missed something.
create table if not exists gatehouse.feed_floor (
  community_id uuid primary key,
  xid xid8 not null,
  seq bigint not null
);

-- A restore that PostgreSQL cannot see by itself adds a row here (see gatehouse.epoch()).
create table if not exists gatehouse.epoch_mark (
  id uuid primary key default gen_random_uuid(),
  made_at timestamptz not null default now()
);

-- HMAC-SHA-256 keys for document numbers, already padded to the hash's block (RFC 2104).
create table if not exists gatehouse.document_key (
  community_id uuid primary key,
  inner_pad bytea not null,
  outer_pad bytea not null
);
