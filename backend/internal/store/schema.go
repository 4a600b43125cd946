package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/lib/pq"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/version"
	"kontor/migrations"
)

// firstTold is the first migration that says what a program must know: it makes the table.
const firstTold = 4

// Schema is what the database says about its own state.
type Schema struct {
	Stand    int    // newest migration that ran; 0 = none
	Braucht  int    // newest migration a program must know at least, to run on it; 0 = nobody said
	Erklaert bool   // every migration said so itself
	Programm string // version that migrated last; "" = nobody said
}

// KnownSchema is the newest migration of this program, and the oldest it runs on.
func KnownSchema() int { return migrations.Newest(migrations.FS) }

// fits is nil for a program that knows the migrations up to a number, else a *SchemaError. A newer schema fits while
// all of its migrations say so: then they only added what this program does not miss.
func (s Schema) fits(known int) error {
	if s.Stand == known || s.Stand > known && s.Erklaert && s.Braucht <= known {
		return nil
	}
	return &SchemaError{Schema: s, Kennt: known}
}

// SchemaError says that a program may not run on the schema it found.
type SchemaError struct {
	Schema
	Kennt int // newest migration of the program, and the oldest it runs on
}

// Newer tells whether the schema has left the program behind; else it has yet to be migrated.
func (e *SchemaError) Newer() bool { return e.Stand > e.Kennt }

// Error is for the person who started the program.
func (e *SchemaError) Error() string {
	own := "Kontor " + version.Read().String()
	if !e.Newer() {
		return fmt.Sprintf("die Datenbank hat den Schemastand %d, %s braucht Stand %d: zuerst kontor migrate ausführen",
			e.Stand, own, e.Kennt)
	}
	by, needs := "", "und sagt nicht, dass ein älteres Programm mit ihm arbeiten darf"
	if e.Programm != "" {
		by = ", hergestellt von Kontor " + e.Programm
	}
	if e.Erklaert {
		needs = fmt.Sprintf("und braucht ein Programm, das mindestens Stand %d kennt", e.Braucht)
	}
	return fmt.Sprintf("die Datenbank hat den Schemastand %d%s %s; %s kennt nur Stand %d: "+
		"das neuere Programm einsetzen, oder die Sicherung von vor der Aktualisierung zurückspielen "+
		"(docs/betrieb.md, „Aktualisieren“)", e.Stand, by, needs, own, e.Kennt)
}

// unavailable is what people and form servers are told: come again, another copy can do it.
func (e *SchemaError) unavailable() error {
	return &casework.Error{Code: casework.Unavailable, Reason: "schema_changed", Cause: e}
}

// ReadSchema reads the state of a database that need not be migrated yet.
func ReadSchema(ctx context.Context, dsn string) (Schema, error) {
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return Schema{}, fmt.Errorf("open database: %w", err)
	}
	defer db.Close()
	return readSchema(ctx, db)
}

func readSchema(ctx context.Context, db *sql.DB) (s Schema, err error) {
	var migrated, told bool
	err = db.QueryRowContext(ctx, `select to_regclass('goose_db_version') is not null,
		to_regclass('schemastand') is not null`).Scan(&migrated, &told)
	if err == nil && migrated {
		err = db.QueryRowContext(ctx, `select coalesce(max(version_id), 0) from goose_db_version
			where is_applied`).Scan(&s.Stand)
	}
	if err == nil && told {
		err = db.QueryRowContext(ctx, `select coalesce(max(braucht), 0),
			coalesce((array_agg(programm order by stand desc))[1], ''),
			not exists (select version_id from goose_db_version where is_applied and version_id >= $1
				except select stand from schemastand)
			from schemastand`, firstTold).Scan(&s.Braucht, &s.Programm, &s.Erklaert)
	}
	return s, wrap("read the state of the schema", err)
}

// CheckSchema tells whether this program may go on: a *SchemaError says that it may not. Once the schema has left it
// behind this stays so, and every transaction ends with `schema_changed`: what it would write could be wrong by now.
func (d *DB) CheckSchema(ctx context.Context) error {
	if e := d.beyond.Load(); e != nil {
		return e
	}
	s, err := readSchema(ctx, d.db.DB)
	if err != nil {
		return err
	}
	err = s.fits(KnownSchema())
	var e *SchemaError
	if errors.As(err, &e) && e.Newer() {
		d.beyond.Store(e)
	}
	return err
}

// explain looks whether the schema is behind an error nobody expected: a column or table is gone, a constraint is new.
// The next look of whoever watches may be a moment away.
func (d *DB) explain(ctx context.Context, err error) error {
	var known *casework.Error
	var pe *pq.Error
	if err == nil || errors.As(err, &known) || !errors.As(err, &pe) {
		return err
	}
	switch pe.Code.Class() {
	case "0A", "22", "23", "42":
		var e *SchemaError
		if errors.As(d.CheckSchema(context.WithoutCancel(ctx)), &e) && e.Newer() {
			return e.unavailable()
		}
	}
	return err
}
