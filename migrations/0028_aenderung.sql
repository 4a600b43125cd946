-- +goose Up
-- Kontor 0.10.0
-- A Bescheid says what it does to an earlier one (§§ 42, 48, 49, 51 VwVfG, or takes its place before it went out).

alter table bescheid add column aenderung jsonb;   -- casework.Aenderung
insert into schemastand (stand, braucht) values (28, 3);
