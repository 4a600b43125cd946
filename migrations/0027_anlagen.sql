-- +goose Up
-- Kontor 0.10.0
-- Files that go with a Bescheid, with the hash of what they hold: the Bescheid is sealed with them.

alter table bescheid add column anlagen jsonb;
insert into schemastand (stand, braucht) values (27, 3);
