-- +goose Up
-- Kontor 0.10.0
-- A message may go by letter: the address that stands on it, its PDF and the day it was posted. Null in rows that are
-- there, whose seals hold on to their content. The previous program does not know the target post: a Sendung it takes
-- fails in front of a person.

alter table sendung add column anschrift jsonb;      -- casework.Anschrift
alter table sendung add column dokument_id uuid;
alter table sendung add column aufgegeben_am date;
insert into schemastand (stand, braucht) values (31, 3);
