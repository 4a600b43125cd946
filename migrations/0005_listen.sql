-- +goose NO TRANSACTION
-- +goose Up
-- Kontor 0.10.0
-- A list by urgency asks each unit once for all that is open, instead of once for each of four states.

drop index concurrently if exists vorgang_offen;
create index concurrently vorgang_offen on vorgang (mandant_id, einheit, faellig_am, id)
  where status in ('neu','angenommen','in_bearbeitung','beschieden');
insert into schemastand (stand, braucht) values (5, 3) on conflict do nothing;
