-- +goose Up
-- Kontor 0.10.0
-- A fee says on which basis, until when and where it is paid; the Bescheid keeps what its letter said.

alter table bescheid add column zahlung jsonb;
insert into schemastand (stand, braucht) values (21, 3);
