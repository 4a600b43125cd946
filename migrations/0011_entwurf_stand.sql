-- +goose Up
-- Kontor 0.10.0
-- A draft counts its versions, so that two windows of one person do not overwrite each other unseen.

alter table entwurf add column stand int not null default 1;
insert into schemastand (stand, braucht) values (11, 3);
