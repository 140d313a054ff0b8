-- Migration v1, what happens to a pass when it is written: short code, document, counters, normal forms.

-- Names are compared without accents, in capitals, with single blanks; plates as letters and digits alone. (PL/pgSQL keeps
-- its plans: in SQL, two names and two plates for each entry of an upload would be parsed and planned each time.)
create or replace function gatehouse.normal_name(p_name text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return trim(regexp_replace(upper(regexp_replace(normalize(coalesce(p_name, ''), NFKD), '[\u0300-\u036f]', '', 'g')),
                             '\s+', ' ', 'g'));
end $$;

create or replace function gatehouse.normal_plate(p_plate text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return regexp_replace(gatehouse.normal_name(p_plate), '[^A-Z0-9]', '', 'g');
end $$;

-- Eight letters of Crockford's base 32, 40 bits: at 100 attempts a minute a guess among 10,000 live passes takes
-- two years on average. At least one digit, so that nobody's surname is taken for a code.
create or replace function gatehouse.letter(p_random bytea, p_at int) returns text
language sql immutable as $$ select substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (get_byte(p_random, p_at) & 31) + 1, 1) $$;

create or replace function gatehouse.new_short_code() returns text
language plpgsql volatile set search_path = '' as $$
declare
  v_random bytea;
  v_code text;
begin
  loop
    v_random := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
    v_code := gatehouse.letter(v_random, 0) || gatehouse.letter(v_random, 1) || gatehouse.letter(v_random, 2)
      || gatehouse.letter(v_random, 3) || gatehouse.letter(v_random, 4) || gatehouse.letter(v_random, 5)
      || gatehouse.letter(v_random, 6) || gatehouse.letter(v_random, 7);
    exit when v_code ~ '[0-9]'
      and not exists (select 1 from public.visitor_records_uid where short_code = v_code);
  end loop;
  return v_code;
end $$;

create or replace function gatehouse.padded(p_key bytea, p_byte int) returns bytea
language plpgsql immutable set search_path = '' as $$
declare
  v_pad bytea := p_key || decode(repeat('00', 64 - length(p_key)), 'hex');
begin
  for n in 0 .. 63 loop
    v_pad := set_byte(v_pad, n, get_byte(v_pad, n) # p_byte);
  end loop;
  return v_pad;
end $$;

-- A document number's keyed hash: the same number gives the same hash inside one community, and nothing outside it.
create or replace function gatehouse.document_hmac(p_community uuid, p_number text) returns bytea
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_key gatehouse.document_key;
  v_fresh bytea;
  v_message bytea := convert_to(gatehouse.normal_plate(p_number), 'UTF8');
begin
  select * into v_key from gatehouse.document_key where community_id = p_community;
  if not found then
    v_fresh := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
    insert into gatehouse.document_key
    values (p_community, gatehouse.padded(v_fresh, 54), gatehouse.padded(v_fresh, 92))
    on conflict do nothing;
    select * into v_key from gatehouse.document_key where community_id = p_community;
  end if;
  return sha256(v_key.outer_pad || sha256(v_key.inner_pad || v_message));
end $$;

-- Whoever comes through the API: for them the counters, and what follows from a document, are read-only.
create or replace function gatehouse.through_api() returns boolean
language sql stable as $$ select current_user in ('anon', 'authenticated', 'service_role') $$;

create or replace function gatehouse.pass_is_written() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    -- A gate has told a walk-in a code already (see register_walk_in_v1); nobody else makes one up.
    if new.short_code is null or gatehouse.through_api() then
      new.short_code := gatehouse.new_short_code();
    end if;
    if gatehouse.through_api() then
      new.entries_used := 0;
      new.uses_rev := 0;
      new.document_hmac := null;
      new.document_last4 := '';
    end if;
  else
    new.short_code := coalesce(old.short_code, gatehouse.new_short_code());
    new.updated_at := now();
    -- The phones' older functions write the counter they have read, and lose what happened in between.
    if gatehouse.through_api() then
      new.entries_used := old.entries_used;
      new.uses_rev := old.uses_rev;
      new.document_hmac := old.document_hmac;
      new.document_last4 := old.document_last4;
    end if;
  end if;
  new.entries_used := coalesce(new.entries_used, 0);
  if new.document_num is not null and new.document_num not like '…%' then
    new.document_last4 := right(gatehouse.normal_plate(new.document_num), 4);
    new.document_hmac := gatehouse.document_hmac(new.community_id, new.document_num);
    new.document_num := '…' || new.document_last4;
  end if;
  return new;
end $$;

create or replace trigger pass_is_written before insert or update on public.visitor_records_uid
  for each row execute function gatehouse.pass_is_written();

-- Rows that are older than this migration get their short code and lose their document number.
update public.visitor_records_uid set updated_at = updated_at where short_code is null;

create or replace function gatehouse.blacklist_is_written() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_at := now();
  new.match_value := case new.match_kind
    when 'name' then gatehouse.normal_name(new.match_value)
    when 'plate' then gatehouse.normal_plate(new.match_value)
    when 'document' then
      case when new.match_value ~ '^[0-9a-f]{64}$' then new.match_value
           else encode(gatehouse.document_hmac(new.community_id, new.match_value), 'hex') end
    else new.match_value end;
  return new;
end $$;

create or replace trigger blacklist_is_written before insert or update on public.blacklist_entry
  for each row execute function gatehouse.blacklist_is_written();

-- A gate never learns document numbers, and must know offline whom they concern: a document row is spread over the
-- passes that carry the number, those that are there and those that come.
create or replace function gatehouse.spread_document(p_entry public.blacklist_entry, p_record_uid text) returns void
language sql volatile security definer set search_path = '' as $$
  insert into public.blacklist_entry
    (community_id, match_kind, match_value, reason, valid_from, valid_until, because_of, created_by)
  select p_entry.community_id, 'record', p_record_uid, p_entry.reason, p_entry.valid_from, p_entry.valid_until,
         p_entry.id, p_entry.created_by
$$;

create or replace function gatehouse.blacklist_was_written() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.blacklist_entry where because_of = new.id;
  if new.match_kind = 'document' then
    perform gatehouse.spread_document(new, r.record_uid) from public.visitor_records_uid r
      where r.community_id = new.community_id and r.document_hmac = decode(new.match_value, 'hex');
  end if;
  return null;
end $$;

create or replace trigger blacklist_was_written after insert or update on public.blacklist_entry
  for each row when (new.because_of is null) execute function gatehouse.blacklist_was_written();

create or replace function gatehouse.document_was_written() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.blacklist_entry where match_kind = 'record' and because_of is not null
    and community_id = new.community_id and match_value = new.record_uid;
  perform gatehouse.spread_document(b, new.record_uid) from public.blacklist_entry b
    where b.community_id = new.community_id and b.match_kind = 'document'
      and b.match_value = encode(new.document_hmac, 'hex');
  return null;
end $$;

create or replace trigger document_was_written after insert or update of document_num on public.visitor_records_uid
  for each row when (new.document_hmac is not null) execute function gatehouse.document_was_written();
