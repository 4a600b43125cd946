-- +goose Up
-- Kontor 0.10.0
-- A document says which electronic signatures it carries; a tenant has the certificate of the seal on its letters.

alter table dokument add column signaturen jsonb;
alter table mandant add column siegel_zertifikat text not null default '';
insert into schemastand (stand, braucht) values (26, 3);
