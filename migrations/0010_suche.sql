-- +goose NO TRANSACTION
-- +goose Up
-- Kontor 0.10.0
-- Messages and names of files are found, too, and streets by a part. Rows of the search index that an earlier program has
-- filled are filled anew, a few each minute; this index names them and is empty when all are done. The mark is suchFassung
-- in store/suche.go.

drop index concurrently if exists vorgang_suche_veraltet;
create index concurrently vorgang_suche_veraltet on vorgang_suche (mandant_id) where not vektor @@ '''#2'''::tsquery;
insert into schemastand (stand, braucht) values (10, 3) on conflict do nothing;
