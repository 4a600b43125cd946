-- +goose Up
-- Kontor 0.10.0
-- How the day of each Bekanntgabe was found, by the program or by a person; what was put right stays readable.

create table feststellung (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  bescheid_id uuid not null references bescheid,
  am timestamptz not null,
  inhalt jsonb not null               -- casework.Feststellung
);
create index feststellung_bescheid on feststellung (bescheid_id, am);
-- vorgaenger: calls it nowhere
-- +goose StatementBegin
create function feststellung_unveraenderlich() returns trigger language plpgsql as $$
begin
  raise exception 'a Feststellung is kept as it was made' using errcode = 'insufficient_privilege';
end $$;
-- +goose StatementEnd
create trigger feststellung_unveraenderlich before update or delete or truncate on feststellung
  for each statement execute function feststellung_unveraenderlich();
alter table feststellung enable row level security;
alter table feststellung force row level security;
create policy mandant on feststellung using (mandant_id = kontor_mandant()) with check (mandant_id = kontor_mandant());

-- The address of a letter that goes out again.
alter table bescheid add column anschrift jsonb;
insert into schemastand (stand, braucht) values (14, 3);
