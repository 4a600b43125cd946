-- +goose Up
-- Kontor 0.10.0
-- A consent keeps the words the person saw, and their version; '' = an earlier program asked.

alter table einwilligung add column fassung text not null default '';
alter table einwilligung add column wortlaut text not null default '';
insert into schemastand (stand, braucht) values (16, 3);
