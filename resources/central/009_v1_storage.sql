-- Migration v1, photos: entry-photos/<community>/<yyyy>/<mm>/<sha256>.jpg, written once by the gate, read by its staff.

insert into storage.buckets (id, name, public) values ('entry-photos', 'entry-photos', false) on conflict do nothing;

create policy "v1 gates keep photos" on storage.objects for insert to authenticated
  with check (bucket_id = 'entry-photos' and (storage.foldername(name))[1] in
    (select c::text from gatehouse.communities_as('{guard,supervisor,technician,admin,console,revoked_console}') c));
create policy "v1 staff see photos" on storage.objects for select to authenticated
  using (bucket_id = 'entry-photos' and (storage.foldername(name))[1] in
    (select c::text from gatehouse.communities_as('{guard,supervisor,admin,console}') c));
