package store_test

import (
	"database/sql"
	"slices"
	"strings"
	"testing"
	"time"

	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// Where the tables belong to another role, the program adds to what is append-only, and cannot change it, take it out,
// or switch off what forbids it.
func TestTheProgramOnlyAdds(t *testing.T) {
	k := testkit.Service(t)
	vorgang(t, k, "lf-32-sondernutzung", time.Now()) // the program itself can write
	db, err := sql.Open("postgres", testkit.ProgramDSN(k.DSN))
	must(t, err)
	t.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	_, err = db.Exec("select set_config('kontor.mandant', $1, false)", k.Mandant.String())
	must(t, err)
	refused := func(text string) {
		t.Helper()
		_, err := db.Exec(text)
		if err == nil || !strings.Contains(err.Error(), "permission denied") &&
			!strings.Contains(err.Error(), "must be owner") { // said by PostgreSQL, not by a trigger of ours
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, table := range []string{"verlauf", "zugriff", "protokoll", "feststellung", "adressat_feststellung", "anker",
		"anker_blatt", "anker_ausgabe"} {
		refused("update " + table + " set mandant_id = mandant_id")
		refused("delete from " + table)
		refused("truncate " + table)
		refused("alter table " + table + " disable trigger user")
		refused("drop table " + table + " cascade")
	}
	refused("set session_replication_role = replica")
	refused("insert into schemastand (stand, braucht) values (999, 1)")
	refused("alter table nachricht add column x text")
	refused("create table x (y int)")
	if n := query[int](t, db, "select count(*) from verlauf")[0]; n != 1 {
		t.Errorf("%d entries", n)
	}

	role, may, err := k.DB.ReadRolle(t.Context())
	if err != nil || may || !strings.HasSuffix(role, "_programm") {
		t.Errorf("%s %t %v", role, may, err)
	}
	owner, err := store.Open(t.Context(), k.DSN)
	must(t, err)
	t.Cleanup(func() { owner.Close() })
	if _, may, err := owner.ReadRolle(t.Context()); err != nil || !may {
		t.Errorf("the owner may change what it owns: %t %v", may, err)
	}
}

// A program without the owner's password starts where somebody else has migrated; the owner's role is not taken for it.
func TestTwoRoles(t *testing.T) {
	k := testkit.Service(t)
	program := testkit.ProgramDSN(k.DSN)
	must(t, store.Migrate(t.Context(), program))
	must(t, store.Grant(t.Context(), k.DSN, program)) // again, after each migration
	if err := store.Grant(t.Context(), k.DSN, k.DSN); err == nil || !strings.Contains(err.Error(), "owns the tables") {
		t.Errorf("the owner as the program: %v", err)
	}
	if err := store.Grant(t.Context(), k.DSN, k.AdminDSN()); err == nil || !strings.Contains(err.Error(), "bypass") {
		t.Errorf("a superuser as the program: %v", err)
	}
	// every table of ours is either the program's to change, or named
	fest := query[string](t, as(t, k, false), `select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
		and not has_table_privilege($1, oid, 'UPDATE') order by 1`, "kontor_test_programm")
	want := []string{"adressat_feststellung", "anker", "anker_ausgabe", "anker_blatt", "feststellung",
		"goose_db_version", "protokoll", "river_migration", "schemastand", "verlauf", "zugriff"}
	if !slices.Equal(fest, want) {
		t.Errorf("%v", fest)
	}
}
