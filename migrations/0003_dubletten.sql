-- +goose Up
-- Duplicates are found by name through an index. One over an expression would do, but row-level security lets it not be
-- used, so that each new Vorgang was compared with all of the tenant.

drop index vorgang_name;
alter table vorgang add column namensschluessel text not null generated always as -- lower case, umlauts written out: Müller = Mueller
  (replace(replace(replace(replace(replace(replace(replace(lower(antragsteller_name), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'), 'Ä', 'ae'), 'Ö', 'oe'), 'Ü', 'ue')) stored;
create index vorgang_namensschluessel on vorgang (mandant_id, namensschluessel, eingang_am);
