-- +goose Up
-- Kontor 0.10.0
-- What the database says about itself. From here on every migration writes its row in its own transaction, so that a
-- program that has never seen the migration can tell whether it may go on. How: CONTRIBUTING.md, "Eine Migration".

create table schemastand (            -- belongs to no tenant
  stand int primary key,              -- number of a migration
  braucht int not null,               -- the newest migration a program must know at least, to run from here on
  programm text not null default '',  -- version that migrated
  am timestamptz not null default now()
);
insert into schemastand (stand, braucht) values (4, 3);
