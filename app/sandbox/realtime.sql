-- Feeds the sandbox's realtime (and its push sender): which row of which table was written. The hosted platform reads
-- the write-ahead log instead, and needs nothing of this.
create or replace function sandbox.tell() returns trigger language plpgsql security definer as $$
begin
  perform pg_notify('sandbox_changes', json_build_object(
    'schema', tg_table_schema, 'table', tg_table_name, 'type', tg_op,
    'id', case when tg_op = 'DELETE' then old.id else new.id end)::text);
  return null;
end $$;

do $$
declare
  v_table text;
begin
  foreach v_table in array array['visitor_records_uid', 'visitor_record_logs', 'blacklist_entry', 'site_setting',
      'host_question', 'gate_notice', 'device', 'payment_receipts', 'notification_outbox'] loop
    execute format('create or replace trigger zz_tell after insert or update or delete on public.%I
      for each row execute function sandbox.tell()', v_table);
  end loop;
end $$;
