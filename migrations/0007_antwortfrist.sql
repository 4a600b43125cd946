-- +goose Up
-- Kontor 0.10.0
-- A period that was extended or stopped: antwort_bis stays what the message said when it was sent.

alter table nachricht add column frist_bis date;
alter table nachricht add column uhr_steht_seit date;
insert into schemastand (stand, braucht) values (7, 3);
