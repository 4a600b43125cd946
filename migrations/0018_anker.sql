-- +goose Up
-- Kontor 0.10.0
-- Entries of the Verlauf are signed with a key that is kept outside the database, and anchored every day.

alter table verlauf add column zeichen bytea;  -- HMAC of hash; null = written without a key

create table anker (
  mandant_id uuid not null references mandant,
  nr int not null,
  tag date not null,
  am timestamptz not null,
  anzahl int not null,
  wurzel bytea not null,
  vorher bytea,
  schluessel text not null default '',
  zeichen bytea,
  primary key (mandant_id, nr)
);
create table anker_blatt (            -- the last entry of a Vorgang as an anchor found it
  vorgang_id uuid not null references vorgang,
  nr int not null,
  mandant_id uuid not null references mandant,
  anker int not null,
  hash bytea not null,
  primary key (vorgang_id, nr)
);
create index anker_blatt_anker on anker_blatt (mandant_id, anker);
create table anker_ausgabe (          -- where an anchor was given outside
  mandant_id uuid not null references mandant,
  nr int not null,
  weg text not null,
  am timestamptz not null,
  primary key (mandant_id, nr, weg)
);
-- vorgaenger: calls it nowhere
-- +goose StatementBegin
create function anker_unveraenderlich() returns trigger language plpgsql as $$
begin
  raise exception 'anchors are kept as they were made' using errcode = 'insufficient_privilege';
end $$;
-- +goose StatementEnd
create trigger anker_unveraenderlich before update or delete or truncate on anker
  for each statement execute function anker_unveraenderlich();
create trigger anker_blatt_unveraenderlich before update or delete or truncate on anker_blatt
  for each statement execute function anker_unveraenderlich();
alter table anker enable row level security;
alter table anker force row level security;
create policy mandant on anker using (mandant_id = kontor_mandant()) with check (mandant_id = kontor_mandant());
alter table anker_blatt enable row level security;
alter table anker_blatt force row level security;
create policy mandant on anker_blatt using (mandant_id = kontor_mandant()) with check (mandant_id = kontor_mandant());
alter table anker_ausgabe enable row level security;
alter table anker_ausgabe force row level security;
create policy mandant on anker_ausgabe using (mandant_id = kontor_mandant()) with check (mandant_id = kontor_mandant());
insert into schemastand (stand, braucht) values (18, 3);
