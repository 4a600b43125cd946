-- +goose Up
-- Kontor 0.10.0
-- A Sendung to somebody at the office has an address of its own; all others find theirs at the Vorgang.

alter table sendung add column an text not null default '';
insert into schemastand (stand, braucht) values (12, 3);
