package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/rivermigrate"

	"kontor/migrations"
)

// Migrate brings the schema up to date. Several replicas may call it at once: an advisory lock lets one
// work and the others wait.
func Migrate(ctx context.Context, dsn string) error {
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	defer db.Close()
	if err := refusePowerfulRole(ctx, db); err != nil {
		return err
	}
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return fmt.Errorf("make migration lock: %w", err)
	}
	p, err := goose.NewProvider(goose.DialectPostgres, db, migrations.FS, goose.WithSessionLocker(locker))
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrate schema: %w", err)
	}
	m, err := rivermigrate.New(riverdatabasesql.New(db), nil)
	if err != nil {
		return fmt.Errorf("read job migrations: %w", err)
	}
	return underLock(ctx, db, func() error {
		if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
			return fmt.Errorf("migrate job tables: %w", err)
		}
		return nil
	})
}

// riverLock is the advisory lock for River's migrations; the number is arbitrary.
const riverLock = 7205_1849

func underLock(ctx context.Context, db *sql.DB, fn func() error) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return wrap("lock", err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "select pg_advisory_lock($1)", riverLock); err != nil {
		return wrap("lock", err)
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), "select pg_advisory_unlock($1)", riverLock) //nolint:errcheck // ends with the connection
	return fn()
}

// refusePowerfulRole: a superuser or a role with BYPASSRLS would see every tenant.
func refusePowerfulRole(ctx context.Context, db *sql.DB) error {
	var strong bool
	err := db.QueryRowContext(ctx, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user").Scan(&strong)
	if err != nil {
		return fmt.Errorf("ask for the database role: %w", err)
	}
	if strong {
		return fmt.Errorf("the database role may bypass row-level security; use an ordinary role that owns its database")
	}
	return nil
}

// MigrationChecksum changes whenever Migrate would do something else.
func MigrationChecksum() string {
	h := sha256.New()
	entries, _ := fs.ReadDir(migrations.FS, ".") // embedded, cannot fail
	for _, e := range entries {
		b, _ := fs.ReadFile(migrations.FS, e.Name())
		h.Write([]byte(e.Name()))
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil)) + "/river-0.40.0"
}
