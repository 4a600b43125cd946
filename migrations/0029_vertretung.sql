-- +goose Up
-- Kontor 0.10.0
-- Whom the addressee of a letter represents, beside the address: the program of 0.9 writes the address without it. Null
-- in the rows that are there, whose seals hold on to their content; what stands in their address is read from there.

alter table bescheid add column vertretung jsonb;   -- store.vertretung
insert into schemastand (stand, braucht) values (29, 3);
