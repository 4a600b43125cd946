-- +goose Up
-- Kontor 0.10.0
-- How far a Sendung is that takes several steps (files that are uploaded, a message whose outcome nobody knows), so
-- that a killed process goes on instead of beginning again. Null in every row that is not waiting, so that a seal
-- has nothing of it.

alter table sendung add column fortschritt jsonb; -- casework.Fortschritt
insert into schemastand (stand, braucht) values (34, 3);
