-- +goose Up
-- Kontor 0.10.0
-- A procedure is kept with what it decided: every version a tenant ever used, whatever becomes of the folder it came
-- from. See docs/adr/0020-procedures-stored.md.

create table verfahrensversion (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  name text not null,
  stand text not null,                -- as in vorgang; of what was set aside whatever the folder is called
  titel text not null default '',
  pruefsumme text not null,           -- SHA-256 over names and contents of the files, hex
  inhalt bytea not null,              -- the files as a ZIP
  zustand text not null constraint verfahrensversion_zustand check
    (zustand in ('entwurf','geprueft','aktiv','zurueckgezogen','abgelegt')),
  aktiv_ab date,                      -- first day on which new Vorgänge get it; null = ever since it is here
  befunde jsonb not null default '[]',
  herkunft text not null constraint verfahrensversion_herkunft check (herkunft in ('mitgeliefert','ordner','datei')),
  angelegt_am timestamptz not null,
  angelegt_von text not null,
  geaendert_am timestamptz not null,  -- the state
  geaendert_von text not null,
  constraint verfahrensversion_stand check (zustand = 'abgelegt' or stand ~ '^(0|[1-9][0-9]{0,8})$'),
  constraint verfahrensversion_groesse check (octet_length(inhalt) <= 18874368) -- files: 16 MB
);
create unique index verfahrensversion_name on verfahrensversion (mandant_id, name, stand) where zustand <> 'abgelegt';
create unique index verfahrensversion_abgelegt on verfahrensversion (mandant_id, name, stand, herkunft, pruefsumme)
  where zustand = 'abgelegt';

-- A Vorgang that was decided by a version finds that version, unchanged, as long as the database lives.
-- vorgaenger: calls it nowhere
-- +goose StatementBegin
create function verfahrensversion_unveraenderlich() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if (old.zustand = 'entwurf' or new.zustand <> 'entwurf'
        and (old.id, old.mandant_id, old.name, old.stand, old.titel, old.pruefsumme, old.inhalt, old.herkunft,
            old.angelegt_am, old.angelegt_von)
         = (new.id, new.mandant_id, new.name, new.stand, new.titel, new.pruefsumme, new.inhalt, new.herkunft,
            new.angelegt_am, new.angelegt_von))
       and (old.zustand not in ('aktiv','zurueckgezogen') or new.zustand in ('aktiv','zurueckgezogen')) then
      return new;
    end if;
  elsif tg_op = 'DELETE' and (old.zustand in ('entwurf','abgelegt') or old.zustand = 'geprueft' and not exists
      (select from vorgang v where v.mandant_id = old.mandant_id and v.verfahren = old.name and v.stand = old.stand)) then
    return old;
  end if;
  raise exception 'a version of a Verfahren never changes' using errcode = 'insufficient_privilege';
end $$;
-- +goose StatementEnd
create trigger verfahrensversion_unveraenderlich before update or delete on verfahrensversion
  for each row execute function verfahrensversion_unveraenderlich();
create trigger verfahrensversion_bleibt before truncate on verfahrensversion
  for each statement execute function verfahrensversion_unveraenderlich();

alter table verfahrensversion enable row level security;
alter table verfahrensversion force row level security;
create policy mandant on verfahrensversion using (mandant_id = kontor_mandant()) with check (mandant_id = kontor_mandant());

insert into schemastand (stand, braucht) values (9, 3);
