package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/rivermigrate"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
	"kontor/migrations"
)

// later is the folder of migrations of a program that has one more.
func later(t *testing.T, body string) fs.FS { return testkit.Later(t, "-- +goose Up\n"+body) }

var newest = migrations.Newest(migrations.FS)

// row is what a migration says about itself.
func row(braucht int) string {
	return fmt.Sprintf("insert into schemastand (stand, braucht) values (%d, %d);\n", newest+1, braucht)
}

// A newer schema is refused unless each of its migrations says that this program may go on; both versions are named.
func TestNewerSchema(t *testing.T) {
	for _, c := range []struct {
		name, sql string
		fits      bool
	}{
		{"only adds", "create table neu (id int);\n" + row(newest), true},
		{"takes away", row(newest + 1), false},
		{"says nothing", "create table neu (id int);\n", false},
		{"says something of another", fmt.Sprintf("insert into schemastand (stand, braucht) values (%d, %d);", newest+2, newest), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			k := testkit.Service(t)
			must(t, k.DB.CheckSchema(t.Context()))
			must(t, store.MigrateFrom(t.Context(), k.DSN, later(t, c.sql)))
			checked, migrated := k.DB.CheckSchema(t.Context()), store.Migrate(t.Context(), k.DSN)
			read := k.DB.ReadTx(t.Context(), casework.System(k.Mandant), func(*store.Tx) error { return nil })
			if c.fits {
				must(t, errors.Join(checked, migrated, read))
				return
			}
			var e *store.SchemaError
			if !errors.As(checked, &e) || !errors.As(migrated, &e) || !e.Newer() {
				t.Fatalf("check: %v, migrate: %v", checked, migrated)
			}
			stand, kennt := fmt.Sprintf("Schemastand %d", newest+1), fmt.Sprintf("kennt nur Stand %d", newest)
			for _, word := range []string{stand, kennt, "Kontor 0."} {
				if !strings.Contains(e.Error(), word) {
					t.Errorf("%q is missing in %q", word, e)
				}
			}
			if casework.CodeOf(read) != casework.Unavailable {
				t.Errorf("a transaction on it: %v", read)
			}
		})
	}
}

// A column goes between two looks at the schema: the program says at once that it is updated, not that it is broken.
func TestSchemaTakenAwayUnderATransaction(t *testing.T) {
	k := testkit.Service(t)
	files := later(t, "alter table vorgang rename column titel to name;\n"+row(newest+1))
	must(t, store.MigrateFrom(t.Context(), k.DSN, files))
	err := k.DB.ReadTx(t.Context(), casework.System(k.Mandant), func(tx *store.Tx) error {
		_, err := tx.GetVorgang(t.Context(), k.Mandant)
		return err
	})
	var e *casework.Error
	if !errors.As(err, &e) || e.Reason != "schema_changed" {
		t.Errorf("%v", err)
	}
}

func TestOlderSchemaIsNamed(t *testing.T) {
	k := testkit.Service(t)
	_, err := as(t, k, false).Exec("delete from goose_db_version where version_id = $1", newest)
	must(t, err)
	var e *store.SchemaError
	if err := k.DB.CheckSchema(t.Context()); !errors.As(err, &e) || e.Newer() ||
		!strings.Contains(e.Error(), "kontor migrate") {
		t.Errorf("%v", err)
	}
	inTx(t, k, func(*store.Tx) error { return nil }) // nothing is lost: it can be migrated
}

// A backup reads all tables for an hour. A migration that wants one of them neither waits in front of everybody else
// nor gives up: it tries again until the table is free.
func TestMigrationLetsOthersThrough(t *testing.T) {
	k := testkit.Service(t)
	db := as(t, k, false)
	dump, err := db.BeginTx(t.Context(), nil)
	must(t, err)
	defer dump.Rollback()
	_, err = dump.Exec("lock table vorgang in access share mode")
	must(t, err)
	migrated := make(chan error, 1)
	files := later(t, "alter table vorgang add column neu text not null default '';\n"+row(newest))
	go func() { migrated <- store.MigrateFrom(context.Background(), k.DSN, files) }()
	for range 3 { // of its attempts
		queued(t, db, true, migrated)
		queued(t, db, false, migrated)
	}
	must(t, dump.Rollback())
	must(t, <-migrated)
	if s, err := store.ReadSchema(t.Context(), k.DSN); err != nil || s.Stand != newest+1 || s.Programm == "" {
		t.Errorf("%+v, %v", s, err)
	}
}

// Of a migration and a delivery that hold what the other wants, the delivery goes on: also where it began to wait
// first, so that PostgreSQL would end it first.
func TestMigrationGivesWayBeforeADeadlock(t *testing.T) {
	k := testkit.Service(t)
	db := as(t, k, false)
	delivery, err := db.BeginTx(t.Context(), nil)
	must(t, err)
	defer delivery.Rollback()
	_, err = delivery.Exec("lock table vorgang in row exclusive mode")
	must(t, err)
	migrated := make(chan error, 1)
	files := later(t, `alter table verlauf add column neu text not null default '';
select pg_sleep(0.4);
create table neu (id uuid references vorgang);
`+row(newest))
	go func() { migrated <- store.MigrateFrom(context.Background(), k.DSN, files) }()
	for held := false; !held; {
		held = query[bool](t, db, `select exists (select from pg_locks where relation = 'verlauf'::regclass
			and mode = 'AccessExclusiveLock' and granted)`)[0]
		select {
		case err := <-migrated:
			t.Fatalf("the migration ended beside the delivery: %v", err)
		default:
		}
	}
	if _, err := delivery.Exec("lock table verlauf in row exclusive mode"); err != nil {
		t.Errorf("a delivery was ended: %v", err)
	}
	must(t, delivery.Commit())
	must(t, <-migrated)
}

// queued waits until somebody does or does not want vorgang for himself.
func queued(t *testing.T, db *sql.DB, want bool, migrated <-chan error) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); ; {
		waits := query[bool](t, db, `select exists (select from pg_locks where relation = 'vorgang'::regclass
			and mode = 'AccessExclusiveLock' and not granted)`)[0]
		if waits == want {
			return
		}
		select {
		case err := <-migrated:
			t.Fatalf("the migration ended beside the backup: %v", err)
		default:
		}
		if time.Now().After(end) {
			t.Fatalf("waiting in the queue: %t", waits)
		}
	}
}

// River's own migrations move the schema, too, and say nothing to schemastand. If this fails after an update of River:
// read whether the River of the previous release runs on its new tables, write a migration of ours that says so, and
// only then raise the number.
func TestRiverMigratesNothingUnannounced(t *testing.T) {
	m, err := rivermigrate.New(riverdatabasesql.New(testkit.Service(t).DB.SQL()), nil)
	must(t, err)
	all := m.AllVersions()
	if n := all[len(all)-1].Version; n != 7 {
		t.Errorf("River brings migration %d", n)
	}
}
