package testkit

import (
	"database/sql"
	"sync/atomic"
	"testing"
	"time"
)

func TestDatabaseIsFreshForEachTest(t *testing.T) {
	var migrations atomic.Int32
	migrate := func(dsn string) error {
		migrations.Add(1)
		db, err := sql.Open("postgres", dsn)
		if err != nil {
			return err
		}
		defer db.Close()
		_, err = db.Exec(`create table notiz (text text not null)`)
		return err
	}
	AdminDSN(t)
	checksum := time.Now().String() // a template of this run only
	for _, name := range []string{"erste", "zweite", "dritte"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			db, err := sql.Open("postgres", Database(t, checksum, migrate))
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			t.Logf("database after %s", time.Since(start))
			if _, err := db.Exec(`insert into notiz (text) values ($1)`, name); err != nil {
				t.Fatal(err)
			}
			var rows int
			var powerful bool
			err = db.QueryRow(`select (select count(*) from notiz),
				(select rolsuper or rolbypassrls from pg_roles where rolname = current_user)`).Scan(&rows, &powerful)
			if err != nil || rows != 1 || powerful {
				t.Errorf("rows %d, powerful role %t, %v", rows, powerful, err)
			}
			if n := migrations.Load(); n != 1 {
				t.Errorf("migrated %d times", n)
			}
		})
	}
}
