-- +goose Up
-- Kontor 0.10.0
-- Brings nothing. A state in between had given the tables before it numbers up to this one; its databases and all others
-- go on with the same number.

insert into schemastand (stand, braucht) values (30, 3) on conflict do nothing;
