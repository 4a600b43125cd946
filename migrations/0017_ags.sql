-- +goose Up
-- Kontor 0.10.0
-- The key of the municipality at the seat of the authority (AGS): it says which holidays of single municipalities count.
-- Holidays entered by hand come first, an empty list too.

alter table mandant add column ags text;
-- vorgaenger: writes no such column
alter table mandant add constraint mandant_ags check (ags ~ '^[0-9]{8}$');
insert into schemastand (stand, braucht) values (17, 3);
