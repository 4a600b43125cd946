package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"

	"github.com/lib/pq"
)

// nurAnfuegen are the tables in which the program may read and add, and never change or delete, where its role does not
// own them.
var nurAnfuegen = []string{"verlauf", "zugriff", "protokoll", "feststellung", "adressat_feststellung", "anker",
	"anker_blatt", "anker_ausgabe"}

// nurLesen are those that only a migration writes.
var nurLesen = []string{"schemastand", "goose_db_version", "river_migration"}

// Grant gives the role of the program what it needs on the tables of their owner, and no more. It is repeated after
// every migration: new tables belong to the owner.
func Grant(ctx context.Context, ownerDSN, programDSN string) error {
	rolle, err := roleOf(programDSN)
	if err != nil {
		return err
	}
	program, err := sql.Open("postgres", programDSN)
	if err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	defer program.Close()
	if err := refusePowerfulRole(ctx, program); err != nil {
		return err
	}
	db, err := sql.Open("postgres", ownerDSN)
	if err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	defer db.Close()
	return underLock(ctx, db, func() error { return grant(ctx, db, rolle) })
}

func grant(ctx context.Context, db *sql.DB, rolle string) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return wrap("begin", err)
	}
	defer tx.Rollback() //nolint:errcheck // after Commit it does nothing
	an := pq.QuoteIdentifier(rolle)
	var besitzt bool
	err = tx.QueryRowContext(ctx, "select pg_has_role($1, current_user, 'member')", rolle).Scan(&besitzt)
	if err != nil {
		return wrap("look at the role of the program", err)
	}
	if besitzt {
		return fmt.Errorf("%s (DATABASE_URL) is, or belongs to, the role that owns the tables (DATABASE_OWNER_URL)", rolle)
	}
	texts := []string{"grant usage on schema public to " + an,
		"grant select, insert, update, delete on all tables in schema public to " + an,
		"grant usage, select on all sequences in schema public to " + an}
	for _, table := range nurAnfuegen {
		texts = append(texts, "revoke update, delete on "+table+" from "+an)
	}
	for _, table := range nurLesen {
		texts = append(texts, "revoke insert, update, delete on "+table+" from "+an)
	}
	for _, text := range texts {
		if _, err := tx.ExecContext(ctx, text); err != nil {
			return wrap("give the role of the program its rights", err)
		}
	}
	return wrap("commit", tx.Commit())
}

func roleOf(dsn string) (string, error) {
	u, err := url.Parse(dsn)
	if err != nil || u.User == nil || u.User.Username() == "" {
		return "", fmt.Errorf("DATABASE_URL must name the role of the program: postgres://role:password@host/database")
	}
	return u.User.Username(), nil
}

// ReadRolle tells whether the role of this connection could change or delete what is append-only.
func (d *DB) ReadRolle(ctx context.Context) (name string, darfAendern bool, err error) {
	err = d.db.QueryRowContext(ctx, `select current_user, bool_or(has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')
		or pg_has_role(c.relowner, 'member')) from pg_class c where c.oid = any($1::regclass[])`, array(nurAnfuegen)).Scan(&name, &darfAendern)
	return name, darfAendern, wrap("ask what the role may do", err)
}

// owns tells whether the role of this connection may migrate.
func owns(ctx context.Context, db *sql.DB) (yes bool, err error) {
	err = db.QueryRowContext(ctx, `select coalesce((select pg_has_role(relowner, 'member') from pg_class
		where oid = to_regclass('goose_db_version')), true)`).Scan(&yes)
	return yes, wrap("ask who owns the tables", err)
}
