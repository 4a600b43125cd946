// Package testkit holds what tests share: a real PostgreSQL, databases made from a template, stand-ins and builders.
// Only tests import it.
package testkit

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/lib/pq"

	"kontor/backend/internal/devkit"
)

// PostgresVariable names the environment variable with the admin DSN of a server to use instead of starting one.
// The command withpg sets it.
const PostgresVariable = "KONTOR_TEST_POSTGRES"

// testRole owns every test database. Like the program's role it can neither bypass row-level security nor create roles.
const testRole = "kontor_test"

// testProgram is the role of the program: the tables are not its own, as where there are two roles.
const testProgram = "kontor_test_programm"

// templateLock is the advisory lock that lets only one process build templates at a time; the number is arbitrary.
const templateLock = 7205_1848

// testServer keeps the server within reach: collected as garbage, its leash would close and end it.
var testServer *devkit.TempPostgres

var startServer = sync.OnceValues(func() (string, error) {
	if dsn := os.Getenv(PostgresVariable); dsn != "" {
		return dsn, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	pg, err := devkit.StartTempPostgres(ctx, "") // nobody stops it: it ends with this process
	if err != nil {
		return "", err
	}
	testServer = pg
	return pg.AdminDSN(), nil
})

// AdminDSN returns a superuser's connection string to the test server: the one named by KONTOR_TEST_POSTGRES, else an
// embedded one that is started once per process and ends with it.
func AdminDSN(t testing.TB) string {
	t.Helper()
	dsn, err := startServer()
	if err != nil {
		t.Fatalf("start PostgreSQL for tests: %v", err)
	}
	if testServer != nil {
		select {
		case <-testServer.Done():
			t.Fatal("the test PostgreSQL has ended")
		default:
		}
	}
	return dsn
}

// templates remembers which templates this process has seen complete.
var templates sync.Map

// Database returns the connection string of a fresh database that belongs to this test and is dropped after it.
// It is a copy of a template on which migrate has run once per checksum and server; checksum must change whenever
// migrate would do something else. The role is the owner, no superuser, and cannot bypass row-level security.
func Database(t testing.TB, checksum string, migrate func(dsn string) error) string {
	t.Helper()
	adminDSN := AdminDSN(t)
	admin, err := sql.Open("postgres", adminDSN)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { admin.Close() })
	hash := sha256.Sum256([]byte(checksum))
	template := fmt.Sprintf("kontor_template_%x", hash[:8])
	if _, seen := templates.Load(template); !seen {
		if err := buildTemplate(t.Context(), admin, adminDSN, template, migrate); err != nil {
			t.Fatalf("build template database: %v", err)
		}
		templates.Store(template, true)
	}
	name := "kontor_test_" + strings.ToLower(rand.Text()[:16])
	// file_copy: without fsync copying the files takes a third of what writing every page to the log does
	create := `create database ` + name + ` owner ` + testRole + ` template ` + template + ` strategy file_copy`
	if _, err := admin.Exec(create); err != nil {
		t.Fatalf("create test database: %v", err)
	}
	t.Cleanup(func() {
		if _, err := admin.Exec(`drop database ` + name + ` with (force)`); err != nil {
			t.Errorf("drop test database: %v", err)
		}
	})
	return roleDSN(adminDSN, name)
}

// buildTemplate makes and migrates the template unless it is there. Being marked as a template says it is complete.
func buildTemplate(ctx context.Context, admin *sql.DB, adminDSN, template string,
	migrate func(dsn string) error) error {
	conn, err := admin.Conn(ctx) // an advisory lock belongs to one connection
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `select pg_advisory_lock($1)`, templateLock); err != nil {
		return err
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), `select pg_advisory_unlock($1)`, templateLock)
	var complete bool
	err = conn.QueryRowContext(ctx, `select exists (select from pg_database where datname = $1 and datistemplate)`,
		template).
		Scan(&complete)
	if err != nil || complete {
		return err
	}
	var steps []string
	for _, role := range []string{testRole, testProgram} {
		steps = append(steps, `do $$ begin if not exists (select from pg_roles where rolname = '`+role+`') then
			create role `+role+` login nosuperuser nobypassrls nocreaterole nocreatedb; end if; end $$`,
			`alter role `+role+` password `+pq.QuoteLiteral(rolePassword(adminDSN)))
	}
	steps = append(steps,
		`drop database if exists `+template+` with (force)`,
		`create database `+template+` owner `+testRole)
	for _, step := range steps {
		if _, err := conn.ExecContext(ctx, step); err != nil {
			return err
		}
	}
	if err := migrate(roleDSN(adminDSN, template)); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	// A template must have no connection; migrate may still be closing its own.
	_, err = conn.ExecContext(ctx, `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1`,
		template)
	if err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, `alter database `+template+` with is_template true allow_connections false`)
	return err
}

// roleDSN is adminDSN with the test role and another database.
func roleDSN(adminDSN, database string) string {
	address, err := url.Parse(adminDSN)
	if err != nil {
		panic(fmt.Sprintf("%s must be a postgres:// URL", PostgresVariable))
	}
	address.User = url.UserPassword(testRole, rolePassword(adminDSN))
	address.Path = "/" + database
	return address.String()
}

// ProgramDSN is the connection string of the program's role for the database of an owner's.
func ProgramDSN(dsn string) string {
	address, err := url.Parse(dsn)
	if err != nil {
		panic(err) // Database made it
	}
	password, _ := address.User.Password()
	address.User = url.UserPassword(testProgram, password)
	return address.String()
}

// rolePassword follows from the admin's, so that processes sharing a server agree on it without telling each other.
func rolePassword(adminDSN string) string {
	secret := adminDSN
	if address, err := url.Parse(adminDSN); err == nil && address.User != nil {
		secret, _ = address.User.Password()
	}
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(testRole))
	return fmt.Sprintf("%x", mac.Sum(nil)[:16])
}
