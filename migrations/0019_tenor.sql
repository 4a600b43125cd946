-- +goose Up
-- Kontor 0.10.0
-- A Bescheid says what it decides and what it refuses, of what kind each Nebenbestimmung is, which remedy its letter
-- names and whether the person was heard. The kinds stand beside the texts, which the program before reads alone.

alter table bescheid add column tenor text not null default '';
alter table bescheid add column ablehnung text not null default '';
alter table bescheid add column auflagen_arten jsonb not null default '[]';
alter table bescheid add column rechtsbehelf jsonb;
alter table bescheid add column anhoerung jsonb;
insert into schemastand (stand, braucht) values (19, 3);
