-- The customer's schema, first contract: what stands in production before our migration v1.
-- Table and column names are the customer's. Where the architecture page names a table without its columns
-- (profile, role, profile_role, community, community_manager, property) the columns are what the page's policies
-- and screens need; compare them with production before migration v1 is applied there.

create table if not exists public.community (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  created_at timestamptz default now()
);

create table if not exists public.property (
  id uuid primary key default gen_random_uuid(),
  community_id uuid references public.community (id),
  label text not null,
  created_at timestamptz default now()
);

create table if not exists public.profile (
  id uuid primary key,
  full_name text not null,
  email text,
  phone text,
  property_id uuid references public.property (id),
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);

create table if not exists public.role (
  id uuid primary key default gen_random_uuid(),
  role_name text unique not null
);

create table if not exists public.profile_role (
  profile_id uuid references public.profile (id) not null,
  role_id uuid references public.role (id) not null,
  primary key (profile_id, role_id)
);

create table if not exists public.community_manager (
  profile_id uuid references public.profile (id) not null,
  community_id uuid references public.community (id) not null,
  primary key (profile_id, community_id)
);

create table if not exists public.visitor_records_uid (
  id uuid primary key default gen_random_uuid(),
  host_uid uuid references public.profile (id) not null,
  record_uid text unique not null,
  rand_record_uid text unique,
  visitor_name text not null,
  visitor_type text check (visitor_type in ('Guest', 'Delivery', 'Service', 'Family', 'Party')),
  qrcode_image_url text,
  validity_start timestamptz default now(),
  validity_end timestamptz not null,
  property_id uuid references public.property (id),
  community_id uuid references public.community (id),
  entries_used int default 0,
  entries_allowed int default 9999,
  document_num text,
  notes text,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);

create table if not exists public.visitor_record_logs (
  id uuid primary key default gen_random_uuid(),
  record_uid text references public.visitor_records_uid (record_uid),
  host_uid uuid references public.profile (id),
  visitor_name text,
  in_time timestamptz not null,
  out_time timestamptz,
  guard_id uuid references public.profile (id),
  photo_url text,
  photo_hash text,
  geolocation point,
  notes text,
  created_at timestamptz default now()
);

create table if not exists public.payment_receipts (
  id uuid primary key default gen_random_uuid(),
  profile_id uuid references public.profile (id) not null,
  property_id uuid references public.property (id),
  community_id uuid references public.community (id),
  amount decimal(10, 2) not null,
  payment_date date not null,
  reference_number text,
  receipt_image_url text not null,
  receipt_hash text,
  status text check (status in ('pending', 'verified', 'rejected')) default 'pending',
  verified_by uuid references public.profile (id),
  verified_at timestamptz,
  rejection_reason text,
  notes text,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);

create table if not exists public.audit_log (
  id uuid primary key default gen_random_uuid(),
  actor_id uuid references public.profile (id),
  action text not null,
  resource_type text,
  resource_id uuid,
  metadata jsonb,
  ip_address inet,
  user_agent text,
  created_at timestamptz default now()
);

create index if not exists idx_visitor_records_record_uid on public.visitor_records_uid (record_uid);
create index if not exists idx_visitor_records_community on public.visitor_records_uid (community_id);
create index if not exists idx_visitor_records_validity on public.visitor_records_uid (validity_end);
create index if not exists idx_visitor_logs_record_uid on public.visitor_record_logs (record_uid);
create index if not exists idx_visitor_logs_in_time on public.visitor_record_logs (in_time desc);
create index if not exists idx_payment_receipts_status on public.payment_receipts (status) where status = 'pending';
create index if not exists idx_audit_log_created_at on public.audit_log (created_at desc);

alter table public.visitor_records_uid enable row level security;
alter table public.visitor_record_logs enable row level security;
alter table public.payment_receipts enable row level security;
alter table public.profile enable row level security;

do $$
begin
  if not exists (select 1 from pg_policies where tablename = 'visitor_records_uid'
                 and policyname = 'Residents see own visitors') then
    create policy "Residents see own visitors" on public.visitor_records_uid
      for select using (auth.uid() = host_uid);
    create policy "Residents create visitors" on public.visitor_records_uid
      for insert with check (auth.uid() = host_uid);
    create policy "Guards see community visitors" on public.visitor_records_uid
      for select using (community_id in (
        select community_id from public.community_manager where profile_id = auth.uid()));
    create policy "Admins full access" on public.visitor_records_uid
      for all using (community_id in (
        select community_id from public.community_manager cm
        join public.profile_role pr on cm.profile_id = pr.profile_id
        join public.role r on pr.role_id = r.id
        where cm.profile_id = auth.uid() and r.role_name = 'Admin'));
  end if;
end $$;

insert into public.role (role_name)
values ('Admin'), ('Supervisor'), ('Guard'), ('Technician'), ('Resident')
on conflict do nothing;
