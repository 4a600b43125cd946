-- +goose Up
-- Kontor 0.10.0
-- What an applicant wrote may be a Widerspruch: a hint to a person to check its form, never a state in law.

alter table nachricht add column widerspruch_moeglich boolean not null default false;
insert into schemastand (stand, braucht) values (36, 3);
