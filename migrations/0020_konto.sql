-- +goose Up
-- Kontor 0.10.0
-- Where fees are paid belongs to the tenant.

alter table mandant add column kassenname text not null default '';
alter table mandant add column iban text not null default '';
alter table mandant add column bic text not null default '';
insert into schemastand (stand, braucht) values (20, 3);
