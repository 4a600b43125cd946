package store_test

import (
	"database/sql"
	"testing"
	"time"

	"github.com/google/uuid"
	_ "github.com/lib/pq"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
	"kontor/workflow"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func inTx(t *testing.T, k *testkit.Kit, fn func(*store.Tx) error) {
	t.Helper()
	must(t, k.DB.InTx(t.Context(), casework.System(k.Mandant), fn))
}

// vorgang stores one with a process that has not begun.
func vorgang(t *testing.T, k *testkit.Kit, einheit string, eingang time.Time) *casework.Vorgang {
	t.Helper()
	v := &casework.Vorgang{ID: uuid.New(), Mandant: k.Mandant, Verfahren: "standard", Stand: "1", Titel: "Antrag",
		Status: casework.Neu, Einheit: einheit,
		AntragstellerName: "Test, Antje", AntragstellerArt: "person", EingangAm: eingang,
		FaelligAm: casework.Unbefristet, WartetAuf: casework.WartetUns}
	inTx(t, k, func(tx *store.Tx) error {
		tx.Journal(v, "eingegangen", nil)
		if err := tx.InsertVorgang(t.Context(), v, &casework.Antrag{}, nil, store.Beigaben{}); err != nil {
			return err
		}
		return tx.SaveProzess(t.Context(), &store.Prozess{Vorgang: v.ID, Zustand: workflow.State{}})
	})
	return v
}

// as opens the Kit's database for plain SQL: as the program's role, or as a superuser whom no policy binds.
func as(t *testing.T, k *testkit.Kit, superuser bool) *sql.DB {
	t.Helper()
	dsn := k.DSN
	if superuser {
		dsn = k.AdminDSN()
	}
	db, err := sql.Open("postgres", dsn)
	must(t, err)
	t.Cleanup(func() { db.Close() })
	return db
}

func query[T any](t *testing.T, db interface {
	Query(string, ...any) (*sql.Rows, error)
}, text string, args ...any) []T {
	t.Helper()
	rows, err := db.Query(text, args...)
	must(t, err)
	defer rows.Close()
	var out []T
	for rows.Next() {
		var v T
		must(t, rows.Scan(&v))
		out = append(out, v)
	}
	must(t, rows.Err())
	return out
}
