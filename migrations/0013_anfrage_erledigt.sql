-- +goose Up
-- Kontor 0.10.0
-- The office may wait for the answer to a request no longer, whatever came: it is neither answered nor open.

alter table nachricht add column erledigt_am timestamptz;
insert into schemastand (stand, braucht) values (13, 3);
