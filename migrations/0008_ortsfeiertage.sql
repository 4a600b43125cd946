-- +goose Up
-- Kontor 0.10.0
-- Holidays of single municipalities, beside those of the Land: friedensfest, maria_himmelfahrt, fronleichnam.

alter table mandant add column feiertage text[];
-- vorgaenger: writes no such column
alter table mandant add constraint mandant_feiertage check (feiertage <@ array['friedensfest', 'maria_himmelfahrt', 'fronleichnam']);
insert into schemastand (stand, braucht) values (8, 3);
