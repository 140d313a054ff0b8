-- What a restore to an earlier moment looks like from outside: entries that arrived since are gone, counters are back,
-- and the epoch is another one.
create temporary table gone on commit drop as
  select id, pass_id from public.visitor_record_logs where received_at > clock_timestamp() - make_interval(secs => %(seconds)s);
update public.visitor_record_logs set corrected_by = null where corrected_by in (select id from gone);
delete from public.visitor_record_logs where id in (select id from gone);
update public.visitor_records_uid r
   set entries_used = coalesce(s.uses, 0), uses_rev = coalesce(s.rev, 0)
  from (select g.pass_id, count(l.id) filter (where l.corrected_by is null and l.kind = 'visit') as uses, max(l.uses_rev) as rev
          from (select distinct pass_id from gone) g
          left join public.visitor_record_logs l on l.pass_id = g.pass_id and l.uses_rev is not null
         group by g.pass_id) s
 where r.id = s.pass_id;
insert into gatehouse.epoch_mark default values;
