-- +goose NO TRANSACTION
-- +goose Up
-- Kontor 0.10.0
-- A notice may be a reminder, of the day somebody has until. What comes to an end soon is looked for every minute.

alter table sendung add column if not exists erinnert_an date;
drop index concurrently if exists nachricht_frist;
create index concurrently nachricht_frist on nachricht (mandant_id, antwort_bis) where antwort = 'erforderlich';
drop index concurrently if exists nachricht_frist_neu;
create index concurrently nachricht_frist_neu on nachricht (mandant_id, frist_bis) where antwort = 'erforderlich' and frist_bis is not null;
drop index concurrently if exists bescheid_abruf;
create index concurrently bescheid_abruf on bescheid (mandant_id, hinweis_am) where zustand = 'bereitgestellt';
insert into schemastand (stand, braucht) values (15, 3) on conflict do nothing;
