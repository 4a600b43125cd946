-- +goose Up
-- Kontor 0.10.0
-- Channels to the mailboxes of Nutzerkonten belong to a tenant, with their settings; passwords in them are sealed. What
-- comes back by one is known by channel and id, so that nothing is taken twice, and finds its Vorgang or a person.

create table kanal (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  art text not null,                       -- protocol: casework.Ziel…, also the Ziel of its Sendungen
  name text not null,
  aktiv boolean not null default false,
  einstellungen jsonb not null default '{}',
  version int not null default 1,
  stoerung text not null default '',       -- why nothing goes by it until it works again
  gestoert_seit timestamptz,
  versucht_am timestamptz                  -- when a stopped one was tried last
);
create unique index kanal_aktiv on kanal (mandant_id, art) where aktiv;
alter table kanal enable row level security;
alter table kanal force row level security;
create policy mandant on kanal using (mandant_id = kontor_mandant()) with check (mandant_id = kontor_mandant());

create table rueckmeldung (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  kanal_id uuid not null references kanal,
  kennung text not null,                   -- the channel's
  zustand text not null,                   -- casework.RueckmeldungZustand
  am timestamptz not null,                 -- when we fetched it
  gesendet_am timestamptz,
  inhalt_hash text not null,
  faden text not null default '',
  betreff text not null default '',
  text text not null default '',
  dateien jsonb not null default '[]',     -- of what nobody has assigned yet, and what could not be taken
  niveau int not null default 0,
  grund text not null default '',          -- why it was discarded
  von text not null default '',            -- who assigned or discarded it
  vorgang_id uuid references vorgang,
  nachricht_id uuid,
  quittiert_am timestamptz,                -- since when it is gone there
  constraint rueckmeldung_kennung unique (mandant_id, kanal_id, kennung)
);
create index rueckmeldung_inhalt on rueckmeldung (mandant_id, inhalt_hash);
create index rueckmeldung_ungeklaert on rueckmeldung (mandant_id, am) where zustand = 'ungeklaert';
create index rueckmeldung_nachricht on rueckmeldung (nachricht_id);
alter table rueckmeldung enable row level security;
alter table rueckmeldung force row level security;
create policy mandant on rueckmeldung using (mandant_id = kontor_mandant()) with check (mandant_id = kontor_mandant());
insert into schemastand (stand, braucht) values (35, 3);
