-- +goose Up
-- Kontor 0.10.0
-- Whom the addressee of a letter represents, beside the address: the program of 0.9 writes the address without it. Null
-- in the rows that are there, whose seals hold on to their content; what stands in their address is read from there.
-- A database of an unfinished 0.10.0 that counted its migrations otherwise has the column already.

alter table bescheid add column if not exists vertretung jsonb;   -- store.vertretung
insert into schemastand (stand, braucht) values (30, 3);
