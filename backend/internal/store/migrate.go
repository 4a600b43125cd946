package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"time"

	"github.com/lib/pq"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/rivermigrate"

	"kontor/backend/internal/version"
	"kontor/migrations"
)

// Migrate brings the schema up to date and refuses one that has left this program behind (*SchemaError). Several
// replicas may call it at once: an advisory lock lets one work and the others wait. Others may work meanwhile: no
// statement waits longer than lockTime for a table, because whoever comes after it waits as long.
func Migrate(ctx context.Context, dsn string) error { return MigrateFrom(ctx, dsn, migrations.FS) }

// MigrateFrom is Migrate with the migrations of a folder.
func MigrateFrom(ctx context.Context, dsn string, files fs.FS) error {
	dsn, err := withParameter(dsn, "lock_timeout", strconv.FormatInt(lockTime.Milliseconds(), 10))
	if err != nil {
		return err
	}
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	defer db.Close()
	if err := refusePowerfulRole(ctx, db); err != nil {
		return err
	}
	s, err := readSchema(ctx, db)
	if err != nil {
		return err
	}
	known := migrations.Newest(files)
	if s.Stand > known {
		return s.fits(known)
	}
	if mine, err := owns(ctx, db); err != nil || !mine {
		return errors.Join(err, s.fits(known)) // somebody else migrates
	}
	if err := patiently(ctx, func() error { return migrate(ctx, db, files) }); err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "update schemastand set programm = $1 where programm = ''", version.Read().String())
	return wrap("note who migrated", err)
}

func migrate(ctx context.Context, db *sql.DB, files fs.FS) error {
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, uint64(lockPatience.Seconds())))
	if err != nil {
		return fmt.Errorf("make migration lock: %w", err)
	}
	p, err := goose.NewProvider(goose.DialectPostgres, db, files, goose.WithSessionLocker(locker))
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

const (
	// lockTime is how long a statement of a migration may wait for a table, and others behind it. It is well below
	// PostgreSQL's deadlock_timeout (a second, counted for each from when they began to wait): of a migration and a
	// delivery that wait for each other, the migration gives up before anybody is ended.
	lockTime = 250 * time.Millisecond
	// lockPause lets those who waited through, before the migration tries again.
	lockPause = 500 * time.Millisecond
	// lockPatience is how long a migration looks for a moment at which nobody holds its tables.
	lockPatience = 5 * time.Minute
)

// patiently repeats a migration that met somebody. What ran in a transaction was rolled back; what cannot run in one
// must stand being repeated.
func patiently(ctx context.Context, run func() error) error {
	for end := time.Now().Add(lockPatience); ; {
		err := run()
		if !metSomebody(err) {
			return err
		}
		if time.Now().After(end) {
			return fmt.Errorf("no moment in %s at which nobody held the tables (pg_dump, an open psql?): %w",
				lockPatience, err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(lockPause):
		}
	}
}

// metSomebody: lock_not_available, deadlock_detected.
func metSomebody(err error) bool {
	var pe *pq.Error
	return errors.As(err, &pe) && (pe.Code == "55P03" || pe.Code == "40P01")
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
	defer conn.ExecContext(context.WithoutCancel(ctx), "select pg_advisory_unlock($1)",
		riverLock) //nolint:errcheck // ends with the connection
	return fn()
}

// refusePowerfulRole: a superuser or a role with BYPASSRLS would see every tenant.
func refusePowerfulRole(ctx context.Context, db *sql.DB) error {
	var strong bool
	err := db.QueryRowContext(ctx, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user").Scan(
		&strong)
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
