-- Accounts and sessions of the sandbox: what the platform keeps in its own schema.
create schema if not exists sandbox;

create table if not exists sandbox.account (
  id uuid primary key,
  email text not null unique,
  password_hash bytea not null,
  password_salt bytea not null,
  app_metadata jsonb not null default '{}',
  banned boolean not null default false,
  created_at timestamptz not null default now(),
  last_sign_in_at timestamptz
);

-- What the platform says in auth.users.banned_until.
create or replace function gatehouse.blocked_until(p_profile uuid) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select timestamptz '2999-01-01 00:00+00' from sandbox.account where id = p_profile and banned
$$;
create or replace trigger gatehouse_feed after update of banned on sandbox.account
  for each row execute function gatehouse.account_changed();

create table if not exists sandbox.session (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references sandbox.account (id) on delete cascade,
  ended boolean not null default false,
  created_at timestamptz not null default now()
);

create table if not exists sandbox.refresh_token (
  id bigint generated always as identity primary key,
  token text not null unique,
  session_id uuid not null references sandbox.session (id) on delete cascade,
  parent bigint references sandbox.refresh_token (id),
  revoked boolean not null default false,
  updated_at timestamptz not null default now()
);

-- The Ed25519 key with which the sandbox's centre signs; a real centre keeps it among its functions' secrets.
create table if not exists sandbox.signing_key (
  only_one boolean primary key default true check (only_one),
  seed bytea not null default sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
);
insert into sandbox.signing_key default values on conflict do nothing;

-- A second factor of an account, and the challenges that are open. `secret`: base 32, as a QR gives it to a phone.
create table if not exists sandbox.factor (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null unique references sandbox.account (id) on delete cascade,
  secret text not null,
  created_at timestamptz not null default now()
);

create table if not exists sandbox.challenge (
  id uuid primary key default gen_random_uuid(),
  factor_id uuid not null references sandbox.factor (id) on delete cascade,
  created_at timestamptz not null default now()
);
alter table sandbox.session add column if not exists aal text not null default 'aal1';
