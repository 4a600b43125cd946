-- +goose Up
-- Kontor 0.10.0
-- Entries of the Verlauf are signed with a key that is kept outside the database.

alter table verlauf add column if not exists zeichen bytea;  -- HMAC of hash; null = written without a key
insert into schemastand (stand, braucht) values (20, 3);
