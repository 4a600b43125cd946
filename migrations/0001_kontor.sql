-- +goose Up
-- Tenants are kept apart by row-level security: every table with mandant_id has a policy that compares it
-- with the setting kontor.mandant of the transaction. Three kinds of tables are exempt and listed in
-- docs/adr/0002-transactions.md: those at the door, read before the tenant is known (mandant, zugang,
-- sitzung, anmeldung, api_token), River's own, and vorgang_suche, whose index RLS would switch off.
create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- +goose StatementBegin
create function kontor_mandant() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('kontor.mandant', true), '')::uuid $$;
-- +goose StatementEnd

create table mandant (
  id uuid primary key,
  schluessel text not null constraint mandant_schluessel unique,
  name text not null,
  land text not null,             -- ISO 3166-2:DE without "DE-", decides holidays and VwVfG
  strasse text not null default '',
  plz_ort text not null default '',
  telefon text not null default '',
  email text not null default '',
  behoerdenschluessel text not null default '',
  impressum text not null default '',        -- addresses of the pages every public site must link
  datenschutz text not null default '',
  barrierefreiheit text not null default ''
);

create table organisationseinheit (
  mandant_id uuid not null references mandant,
  schluessel text not null,
  name text not null,
  telefon text not null default '',
  email text not null default '',
  ist_poststelle boolean not null default false,
  primary key (mandant_id, schluessel)
);

create table benutzer (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  name text not null,
  anzeige text not null,
  subject text not null default '',   -- of the login provider
  rollen text[] not null,
  einheiten text[] not null,
  angemeldet_am timestamptz,
  constraint benutzer_name unique (mandant_id, name)
);

create table api_token (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  benutzer_id uuid not null,
  hash bytea not null constraint api_token_hash unique,   -- SHA-256 of a 256-bit random token
  erstellt_am timestamptz not null,
  ablauf_am timestamptz not null,
  benutzt_am timestamptz,
  widerrufen_am timestamptz
);

create table sitzung (
  hash bytea primary key,             -- SHA-256 of the cookie
  mandant_id uuid not null references mandant,
  benutzer_id uuid,                   -- staff
  konto jsonb,                        -- applicants: pseudonym, postfach, art, vertrauensniveau, name
  subject text not null,
  sid text not null default '',
  id_token text not null default '',  -- hint for RP-initiated logout
  erstellt_am timestamptz not null,
  gesehen_am timestamptz not null,
  ablauf_am timestamptz not null
);
create index sitzung_sid on sitzung (sid) where sid <> '';
create index sitzung_subject on sitzung (subject);

create table anmeldung (
  hash bytea primary key,             -- SHA-256 of state
  bereich text not null,              -- kontor or antragsraum
  nonce text not null,
  verifier text not null,             -- PKCE
  weiter text not null,
  ablauf_am timestamptz not null
);

create table zugang (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  name text not null constraint zugang_name unique,
  adapter text not null,
  benutzer text not null,
  salz bytea not null,
  geheimnis bytea not null,           -- HMAC-SHA256(salz, password)
  zuordnung jsonb not null default '{}',  -- form mappings that go before those of the Verfahren
  quelle jsonb,                       -- where a Puller fetches; null = push only
  aktiv boolean not null default true
);

create table verfahren_stand (        -- a version in use is frozen
  mandant_id uuid not null references mandant,
  name text not null,
  stand text not null,
  pruefsumme text not null,
  seit timestamptz not null,
  primary key (mandant_id, name, stand)
);

create table vorgang (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  vorgangsnummer text not null,
  aktenzeichen text not null default '',
  verfahren text not null,
  stand text not null,
  titel text not null,                -- short title for lists: of the Verfahren, or of a form nobody described
  status text not null constraint vorgang_status check (status in
    ('neu','angenommen','in_bearbeitung','beschieden','abgeschlossen','verworfen','zu_loeschen')),
  status_vorher text not null default '',
  einheit text not null,
  zustaendig uuid,
  antragsteller_name text not null,
  antragsteller_art text not null,
  konto_pseudonym text not null default '',
  postfach_adresse text not null default '',
  vertrauensniveau int not null default 0,
  eingang_am timestamptz not null,
  faellig_am date not null default '9999-12-31',
  faellig_grund text not null default '',
  faellig_text text not null default '',   -- name of the task or reminder that is due
  wartet_auf text not null,
  neue_antwort boolean not null default false,
  vorfall boolean not null default false,
  letztes_ereignis text not null,
  letztes_ereignis_am timestamptz not null,
  abgeschlossen_am timestamptz,
  verlauf_nr int not null,
  verlauf_hash bytea not null,
  version int not null,
  constraint vorgang_nummer unique (mandant_id, vorgangsnummer)
);
create sequence vorgangsnummer_folge;
-- the two orders of the desk; the list probes unit × status, each in order (keyset)
create index vorgang_faellig on vorgang (mandant_id, einheit, status, faellig_am, id);
create index vorgang_eingang on vorgang (mandant_id, einheit, status, eingang_am desc, id desc);
create index vorgang_zustaendig on vorgang (mandant_id, zustaendig, faellig_am, id) where zustaendig is not null;
create index vorgang_frei on vorgang (mandant_id, einheit, faellig_am, id)
  where zustaendig is null and status in ('neu','angenommen','in_bearbeitung','beschieden');
create index vorgang_antwort on vorgang (mandant_id, einheit, faellig_am, id) where neue_antwort;
create index vorgang_fristablauf on vorgang (mandant_id, faellig_am) where wartet_auf = 'fristablauf';
create index vorgang_konto on vorgang (mandant_id, konto_pseudonym) where konto_pseudonym <> '';
create index vorgang_postfach on vorgang (mandant_id, postfach_adresse) where postfach_adresse <> '';

create table antrag (                 -- beside vorgang, so that lists stay narrow
  vorgang_id uuid primary key references vorgang,
  mandant_id uuid not null references mandant,
  inhalt jsonb not null,              -- adapters.Submission
  daten jsonb not null                -- logical values of the Verfahren, as mapped when it came in
);

create table eingang (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  zugang_id uuid not null references zugang,
  empfangen_am timestamptz not null,
  kopf jsonb not null,                -- path, query, harmless headers
  sha256 text not null,
  groesse bigint not null,
  zustand text not null constraint eingang_zustand check (zustand in ('empfangen','angenommen','doppelt','klaerfall','erledigt')),
  kennung text not null default '',
  inhalt_hash text not null default '',
  vorgang_id uuid references vorgang,
  grund text not null default '',
  detail text not null default '',
  versuche int not null default 0,
  versucht_am timestamptz,
  konflikt_mit uuid references vorgang
);
create unique index eingang_kennung on eingang (zugang_id, kennung) where zustand = 'angenommen';
create index eingang_klaerfall on eingang (mandant_id, id) where zustand = 'klaerfall';
create index eingang_empfangen on eingang (empfangen_am) where zustand = 'empfangen';
create index eingang_vorgang on eingang (vorgang_id);

create table dokument (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  vorgang_id uuid not null references vorgang,
  rolle text not null,
  dateiname text not null,
  content_type text not null,
  sha256 text not null,
  groesse bigint not null,
  pruefung text not null,
  beschreibung text not null default '',
  feld text not null default '',
  fremd_id text not null default '',
  nachricht_id uuid,
  punkt_id uuid,
  am timestamptz not null
);
create index dokument_vorgang on dokument (vorgang_id, am, id);
create index dokument_ausstehend on dokument (am) where pruefung = 'ausstehend';

create table nachricht (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  vorgang_id uuid not null references vorgang,
  richtung text not null,
  art text not null,
  betreff text not null,
  text text not null,
  am timestamptz not null,
  von text not null,
  antwort text not null,
  antwort_bis date,
  vertrauensniveau int not null,
  bezug uuid,
  gelesen boolean not null default false,
  schluessel text not null default ''
);
create index nachricht_vorgang on nachricht (vorgang_id, am);
create unique index nachricht_schluessel on nachricht (vorgang_id, schluessel) where schluessel <> '';

create table punkt (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  nachricht_id uuid not null references nachricht,
  nr int not null,
  titel text not null,
  hinweis text not null default '',
  zustand text not null,
  grund text not null default ''
);
create index punkt_nachricht on punkt (nachricht_id, nr);

create table sendung (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  vorgang_id uuid not null references vorgang,
  ziel text not null,
  art text not null,
  nachricht_id uuid references nachricht,
  zustand text not null,
  am timestamptz not null,
  bereitgestellt_am timestamptz,
  gelesen_am timestamptz,
  versuche int not null default 0,
  fehler text not null default '',
  quittung jsonb
);
create index sendung_vorgang on sendung (vorgang_id, am);
create index sendung_nachricht on sendung (nachricht_id);

create table bescheid (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  vorgang_id uuid not null references vorgang,
  ergebnis text not null,
  begruendung text not null,
  auflagen jsonb not null,
  gebuehr_cent bigint not null,
  kanal text not null,
  zustand text not null,
  am timestamptz not null,
  von text not null,
  nachricht_id uuid references nachricht,
  dokument_id uuid references dokument,
  hinweis_am timestamptz,
  abgerufen_am timestamptz,
  aufgegeben_am date,
  bekanntgabe_am date,
  rechtsbehelf_bis date,
  regel text not null default '',
  schritte jsonb not null default '[]'
);
create index bescheid_vorgang on bescheid (vorgang_id, am);

create table prozess (
  vorgang_id uuid primary key references vorgang,
  mandant_id uuid not null references mandant,
  zustand jsonb not null,             -- workflow.State
  laeuft boolean not null,
  schritt bigint not null             -- counts commands
);

create table aufgabe (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  vorgang_id uuid not null references vorgang,
  token text not null,
  element text not null,
  titel text not null,
  hinweis text not null,
  aktion text not null,
  rolle text not null,
  einheit text not null,
  felder jsonb not null,
  faellig_am date,
  zustand text not null,
  werte jsonb not null default '{}',
  erstellt_am timestamptz not null,
  erledigt_am timestamptz,
  erledigt_von text not null default ''
);
create index aufgabe_vorgang on aufgabe (vorgang_id, erstellt_am);
create unique index aufgabe_token on aufgabe (vorgang_id, token);
create index aufgabe_einheit on aufgabe (mandant_id, einheit) where zustand = 'offen' and einheit <> '';

create table wiedervorlage (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  vorgang_id uuid not null references vorgang,
  betreff text not null,
  beschreibung text not null,
  faellig_am date not null,
  erledigt boolean not null default false,
  von text not null
);
create index wiedervorlage_vorgang on wiedervorlage (vorgang_id);
create index wiedervorlage_offen on wiedervorlage (mandant_id, faellig_am, vorgang_id) where not erledigt;

create table kommentar (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  vorgang_id uuid not null references vorgang,
  text text not null,
  von text not null,
  am timestamptz not null
);
create index kommentar_vorgang on kommentar (vorgang_id, am);

create table verlauf (
  vorgang_id uuid not null references vorgang,
  nr int not null,
  mandant_id uuid not null references mandant,
  zeit timestamptz not null,
  art text not null,
  akteur text not null,
  anzeige text not null,
  daten jsonb not null,
  hash bytea not null,
  primary key (vorgang_id, nr)
);
-- +goose StatementBegin
create function verlauf_unveraenderlich() returns trigger language plpgsql as $$
begin raise exception 'verlauf is append-only' using errcode = 'insufficient_privilege'; end $$;
-- +goose StatementEnd
create trigger verlauf_unveraenderlich before update or delete or truncate on verlauf
  for each statement execute function verlauf_unveraenderlich();

create table entwurf (                -- what a person typed and has not sent
  vorgang_id uuid not null references vorgang,
  benutzer_id uuid not null,
  art text not null,
  mandant_id uuid not null references mandant,
  inhalt jsonb not null,
  am timestamptz not null,
  primary key (vorgang_id, benutzer_id, art)
);

create table zugriff (                -- who looked at what (read log)
  mandant_id uuid not null references mandant,
  vorgang_id uuid not null,
  akteur text not null,
  art text not null,
  objekt uuid,
  am timestamptz not null
);
create index zugriff_vorgang on zugriff (vorgang_id, am);

create table einwilligung (           -- § 41 Abs. 2a VwVfG; the newest row counts
  id uuid primary key,
  mandant_id uuid not null references mandant,
  konto_pseudonym text not null,      -- both keys of the account: a Vorgang may know only one of them
  postfach_adresse text not null,
  erteilt boolean not null,
  am timestamptz not null
);
create index einwilligung_konto on einwilligung (mandant_id, konto_pseudonym, am desc);
create index einwilligung_postfach on einwilligung (mandant_id, postfach_adresse, am desc);

create table vorgang_suche (
  vorgang_id uuid primary key references vorgang,
  mandant_id uuid not null references mandant,
  vektor tsvector not null,
  name text not null                  -- folded, for parts of a name
);
create index vorgang_suche_vektor on vorgang_suche using gin (vektor) with (fastupdate = off);
create index vorgang_suche_name on vorgang_suche using gin (name gin_trgm_ops) with (fastupdate = off);

-- +goose StatementBegin
do $$
declare t text;
begin
  foreach t in array array['organisationseinheit','benutzer','verfahren_stand','vorgang','antrag','eingang','dokument',
    'nachricht','punkt','sendung','bescheid','prozess','aufgabe','wiedervorlage','kommentar','verlauf','entwurf',
    'zugriff','einwilligung'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy mandant on %I using (mandant_id = kontor_mandant()) with check (mandant_id = kontor_mandant())', t);
  end loop;
end $$;
-- +goose StatementEnd
