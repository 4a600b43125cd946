-- +goose Up
-- What IT sets in the browser: Zugänge, form mappings, responsibility; and what proves that nothing was lost.

alter table zugang add column titel text not null default '';                   -- name for people; '' = name
alter table zugang add column einstellungen jsonb not null default '{}';        -- by adapters.Setting.Name
alter table zugang add column zertifikat text not null default '';              -- SHA-256 of the client certificate, lower-case hex; '' = none asked
alter table zugang add column stille_stunden int not null default 0;            -- alarm after so many hours without a delivery; 0 = never
alter table zugang add column version int not null default 1;
update zugang set einstellungen = quelle->'settings', quelle = quelle - 'settings' where quelle ? 'settings';

create table zuordnung (              -- what one form of one Zugang means; a version in use is never changed
  id uuid primary key,
  mandant_id uuid not null references mandant,
  zugang_id uuid not null references zugang,
  formular text not null,             -- key at the form server
  formular_version text not null,     -- '' = every version without a mapping of its own
  nr int not null,                    -- counts the mappings of this form and version
  zustand text not null constraint zuordnung_zustand check (zustand in ('entwurf','aktiv','abgeloest')),
  inhalt jsonb not null,              -- casework.Zuordnung
  schema jsonb,                       -- xdatenfelder.Schema: labels, order, code lists of a FIM form; null = none
  struktur jsonb not null default '[]', -- []casework.Strukturfeld of the form when it was activated
  stand int not null default 1,       -- counts saves of the draft (optimistic lock)
  geaendert_am timestamptz not null,
  geaendert_von text not null,
  aktiviert_am timestamptz,
  aktiviert_von text not null default '',
  constraint zuordnung_nr unique (zugang_id, formular, formular_version, nr)
);
create unique index zuordnung_aktiv on zuordnung (zugang_id, formular, formular_version) where zustand = 'aktiv';
create unique index zuordnung_entwurf on zuordnung (zugang_id, formular, formular_version) where zustand = 'entwurf';

create table muster (                 -- samples of a form: the regression tests of its mappings
  id uuid primary key,
  mandant_id uuid not null references mandant,
  zugang_id uuid not null references zugang,
  formular text not null,
  formular_version text not null,
  name text not null,
  antrag jsonb not null,              -- adapters.Submission; made unrecognisable where it came from a real delivery
  eingang_id uuid,                    -- the real delivery it was made of
  roh_sha256 text not null default '', -- raw bytes of an uploaded sample, read anew at each activation; '' = none
  roh_groesse bigint not null default 0,
  kopf jsonb,                         -- as eingang.kopf, of an uploaded sample
  erwartet jsonb,                     -- casework.Zuordnungsergebnis at the last activation; null = never activated
  am timestamptz not null,
  von text not null
);
create index muster_formular on muster (zugang_id, formular, formular_version, am);

create table zustaendigkeit (         -- the table that says which unit gets what; first rule that fits
  mandant_id uuid primary key references mandant,
  regeln jsonb not null default '[]', -- []casework.Zustaendigkeitsregel
  version int not null default 1,
  geaendert_am timestamptz not null,
  geaendert_von text not null
);

create table zugang_abruf (           -- how fetching goes
  zugang_id uuid primary key references zugang,
  mandant_id uuid not null references mandant,
  cursor text not null default '',    -- of the adapter
  versucht_am timestamptz,
  erfolg_am timestamptz,
  fehler_in_folge int not null default 0,
  grund text not null default '',     -- of the last failure
  detail text not null default ''
);

create table abweisung (              -- what was refused before it was stored: counted, not kept
  zugang_id uuid not null references zugang,
  stunde timestamptz not null,
  grund text not null,
  mandant_id uuid not null references mandant,
  anzahl int not null,
  zuletzt_am timestamptz not null,
  primary key (zugang_id, stunde, grund)
);

create table eingangseinstellung (    -- per tenant: alarms and how long deliveries are kept
  mandant_id uuid primary key references mandant,
  alarm_emails text[] not null default '{}',
  alarm_webhook text not null default '',
  alarm_schluessel text not null default '', -- HMAC-SHA256 of the webhook
  klaerfall_stunden int not null default 24, -- a Klärfall older than this is an alarm; 0 = never
  rohdaten_monate int not null default 0,    -- raw bytes of processed deliveries are deleted after; 0 = kept (Art. 5 Abs. 1 lit. e DSGVO: a person decides)
  buch_monate int not null default 0,        -- lines of the Poststellenbuch are deleted after; 0 = kept
  version int not null default 1
);

create table alarm (
  id uuid primary key,
  mandant_id uuid not null references mandant,
  zugang_id uuid references zugang,
  art text not null,                  -- still, abruf, fehler, klaerfall_alt
  daten jsonb not null default '{}',
  seit timestamptz not null,
  gemeldet_am timestamptz,
  beendet_am timestamptz,
  fehler text not null default ''     -- why it could not be reported
);
create unique index alarm_offen on alarm (mandant_id, art, coalesce(zugang_id, mandant_id)) where beendet_am is null;

create table protokoll (              -- acts that belong to no Vorgang: configuration, Klärfälle; append-only
  id uuid primary key,
  mandant_id uuid not null references mandant,
  am timestamptz not null,
  akteur text not null,
  anzeige text not null,
  art text not null,
  objekt text not null,
  daten jsonb not null default '{}'   -- never a field value of an application
);
create index protokoll_objekt on protokoll (mandant_id, objekt, id);
-- +goose StatementBegin
create function protokoll_unveraenderlich() returns trigger language plpgsql as $$
begin raise exception 'protokoll is append-only' using errcode = 'insufficient_privilege'; end $$;
-- +goose StatementEnd
create trigger protokoll_unveraenderlich before update or delete or truncate on protokoll
  for each statement execute function protokoll_unveraenderlich();

alter table eingang drop constraint eingang_zustand;
alter table eingang add constraint eingang_zustand check (zustand in ('empfangen','angenommen','doppelt','klaerfall','erledigt','verworfen'));
alter table eingang add column weg text not null default 'gesendet';   -- gesendet, abgeholt, test
alter table eingang add column formular text not null default '';
alter table eingang add column formular_version text not null default '';
alter table eingang add column zuordnung_id uuid references zuordnung;
alter table eingang add column formular_geaendert boolean not null default false; -- it lacked fields that the mapping reads
alter table eingang add column antwort int not null default 0;          -- HTTP status the form server was given; 0 = none
alter table eingang add column verwerfen_grund text not null default '';
alter table eingang add column verwerfen_von uuid;                      -- first person
alter table eingang add column verwerfen_am timestamptz;
alter table eingang add column verworfen_von uuid;                      -- second person
alter table eingang add column rohdaten_geloescht_am timestamptz;
alter table eingang add column klaerfall_am timestamptz;                -- since when a person was needed; stays when the Klärfall is done
update eingang set klaerfall_am = coalesce(versucht_am, empfangen_am) where zustand = 'klaerfall' or grund <> '';
create index eingang_zugang on eingang (zugang_id, empfangen_am, id);
drop index eingang_klaerfall;
create index eingang_zustand on eingang (mandant_id, zustand, id) where zustand not in ('empfangen','angenommen'); -- ordinary deliveries never pay
alter table eingang add column referenz text not null generated always as (right(id::text, 12)) stored; -- E-…, what a person has in hand
create index eingang_referenz on eingang (referenz);                    -- a column, because row-level security lets no index over an expression be used
create index eingang_geklaert on eingang (mandant_id, id) where klaerfall_am is not null;
create index eingang_klaerinhalt on eingang (zugang_id, sha256) where klaerfall_am is not null;    -- the same broken bytes fetched again

alter table vorgang add column formular text not null default '';       -- key at the form server
create index vorgang_name on vorgang (mandant_id, lower(antragsteller_name), eingang_am);
alter table antrag add column zuordnung_id uuid references zuordnung;   -- the mapping it was read with; running Vorgänge keep theirs

create table dublette (               -- two Vorgänge that may be the same application; a hint, nothing is merged
  vorgang_id uuid not null references vorgang,
  anderer_id uuid not null references vorgang,
  mandant_id uuid not null references mandant,
  gruende text[] not null,
  verneint_am timestamptz,            -- a person said that they differ
  verneint_von text not null default '',
  am timestamptz not null,
  primary key (vorgang_id, anderer_id)
);
create table aufbewahrungslauf (      -- how far the daily deletion has come
  mandant_id uuid primary key references mandant,
  tag date not null,
  bis uuid not null                   -- of eingang
);
create table dublettenlauf (          -- how far the search for them has come
  mandant_id uuid primary key references mandant,
  bis uuid not null                   -- ids of Vorgänge grow with time
);

-- the mappings of 0001 stood at the Zugang
insert into zuordnung (id, mandant_id, zugang_id, formular, formular_version, nr, zustand, inhalt, geaendert_am, geaendert_von, aktiviert_am, aktiviert_von)
  select gen_random_uuid(), z.mandant_id, z.id, f->>'formular', '', 1, 'aktiv', f - 'adapter', now(), 'Kontor', now(), 'Kontor'
  from zugang z, jsonb_array_elements(z.zuordnung->'formulare') f where jsonb_typeof(z.zuordnung->'formulare') = 'array';
insert into protokoll (id, mandant_id, am, akteur, anzeige, art, objekt, daten)
  select gen_random_uuid(), mandant_id, now(), 'system', 'Kontor', 'demo_angelegt', 'demo', zuordnung->'demo' from zugang where zuordnung ? 'demo';
alter table zugang drop column zuordnung;

-- +goose StatementBegin
do $$
declare t text;
begin
  foreach t in array array['zuordnung','muster','zustaendigkeit','zugang_abruf','abweisung','eingangseinstellung','alarm','protokoll','dublette','dublettenlauf','aufbewahrungslauf'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy mandant on %I using (mandant_id = kontor_mandant()) with check (mandant_id = kontor_mandant())', t);
  end loop;
end $$;
-- +goose StatementEnd
