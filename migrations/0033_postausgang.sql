-- +goose NO TRANSACTION
-- +goose Up
-- Kontor 0.10.0
-- What lies to be posted is found without looking through everything that ever went out.

drop index concurrently if exists sendung_zur_post;
create index concurrently sendung_zur_post on sendung (mandant_id, am) where zustand = 'zur_post';
drop index concurrently if exists bescheid_zur_post;
create index concurrently bescheid_zur_post on bescheid (mandant_id, am) where zustand = 'zur_post';
drop index concurrently if exists adressat_zur_post;
create index concurrently adressat_zur_post on adressat (mandant_id, am) where inhalt->>'zustand' = 'zur_post';
insert into schemastand (stand, braucht) values (33, 3) on conflict do nothing;
