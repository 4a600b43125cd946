-- +goose Up
-- Kontor 0.10.0
-- Which letter was printed when and by whom, so that nobody posts it twice.

create table druck (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  dokument_id uuid not null references dokument,
  am timestamptz not null,
  von text not null
);
create index druck_dokument on druck (dokument_id, am);
alter table druck enable row level security;
alter table druck force row level security;
create policy mandant on druck using (mandant_id = kontor_mandant()) with check (mandant_id = kontor_mandant());
insert into schemastand (stand, braucht) values (32, 3);
