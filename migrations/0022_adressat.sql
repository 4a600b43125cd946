-- +goose Up
-- Kontor 0.10.0
-- Others a Bescheid is announced to, each by a letter and with a day of its own, and how each of these days was found.

create table adressat (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  bescheid_id uuid not null references bescheid,
  am timestamptz not null,
  inhalt jsonb not null               -- casework.Adressat
);
create index adressat_bescheid on adressat (bescheid_id, am);
create table adressat_feststellung (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  adressat_id uuid not null references adressat,
  am timestamptz not null,
  inhalt jsonb not null               -- casework.Feststellung
);
create index adressat_feststellung_adressat on adressat_feststellung (adressat_id, am);
create trigger adressat_feststellung_unveraenderlich before update or delete or truncate on adressat_feststellung
  for each statement execute function feststellung_unveraenderlich();
alter table adressat enable row level security;
alter table adressat force row level security;
create policy mandant on adressat using (mandant_id = kontor_mandant()) with check (mandant_id = kontor_mandant());
alter table adressat_feststellung enable row level security;
alter table adressat_feststellung force row level security;
create policy mandant on adressat_feststellung using (mandant_id = kontor_mandant()) with check (mandant_id = kontor_mandant());
insert into schemastand (stand, braucht) values (22, 3);
