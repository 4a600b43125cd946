-- +goose NO TRANSACTION
-- +goose Up
-- Kontor 0.10.0
-- The read log knows lists and searches, says what was asked and which Vorgänge were shown, and has an end.

alter table zugriff add column if not exists daten jsonb not null default '{}';
alter table zugriff add column if not exists vorgaenge uuid[];
-- vorgaenger: always names a Vorgang, and reads the table nowhere
alter table zugriff alter column vorgang_id drop not null;
drop index concurrently if exists zugriff_am;
create index concurrently zugriff_am on zugriff (mandant_id, am);
drop index concurrently if exists zugriff_akteur;
create index concurrently zugriff_akteur on zugriff (mandant_id, akteur, am);
drop index concurrently if exists zugriff_vorgaenge;
create index concurrently zugriff_vorgaenge on zugriff using gin (vorgaenge);
alter table eingangseinstellung add column if not exists zugriff_monate int not null default 0;

-- The program may not delete here; the owner lets it end what is older than half a year, whatever it asks for.
-- vorgaenger: calls it nowhere
-- +goose StatementBegin
create or replace function zugriff_loeschen(p_vor timestamptz) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare n int;
begin
  delete from zugriff where ctid = any(array(select ctid from zugriff where mandant_id = kontor_mandant()
    and am < least(p_vor, now() - interval '6 months') order by am limit 10000));
  get diagnostics n = row_count;
  return n;
end $$;
-- +goose StatementEnd
insert into schemastand (stand, braucht) values (24, 3) on conflict do nothing;
