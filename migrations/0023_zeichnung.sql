-- +goose Up
-- Kontor 0.10.0
-- What one person wants to issue and another has to sign first. There is no Bescheid until then, so the program before
-- never sees one that is not signed.

create table zeichnung (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  vorgang_id uuid not null references vorgang,
  inhalt jsonb not null,               -- casework.Bescheid as it was written, what was confirmed, why it needs signing
  am timestamptz not null,
  von text not null,
  von_id uuid not null,
  zustand text not null,
  entschieden_am timestamptz,
  entschieden_von text not null default '',
  bemerkung text not null default '',
  bescheid_id uuid                     -- what it became
);
create index zeichnung_vorgang on zeichnung (vorgang_id, am);
create unique index zeichnung_offen on zeichnung (vorgang_id) where zustand = 'vorgelegt';
alter table zeichnung enable row level security;
alter table zeichnung force row level security;
create policy mandant on zeichnung using (mandant_id = kontor_mandant()) with check (mandant_id = kontor_mandant());
insert into schemastand (stand, braucht) values (23, 3);
