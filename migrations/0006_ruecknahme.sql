-- +goose Up
-- Kontor 0.10.0
-- An applicant may withdraw an application; the result stands at the Vorgang.

alter table vorgang add column zurueckgenommen_am timestamptz;
insert into schemastand (stand, braucht) values (6, 3);
