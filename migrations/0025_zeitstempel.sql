-- +goose Up
-- Kontor 0.10.0
-- A time stamping authority answers with a token (RFC 3161); it is kept where the anchor was given outside.

alter table anker_ausgabe add column beleg bytea;
-- vorgaenger: only adds there
create trigger anker_ausgabe_unveraenderlich before update or delete or truncate on anker_ausgabe
  for each statement execute function anker_unveraenderlich();
insert into schemastand (stand, braucht) values (25, 3);
