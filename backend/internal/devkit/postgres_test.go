package devkit

import (
	"bufio"
	"context"
	"database/sql"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// engines are the servers the product promises to run on.
func engines(t *testing.T) map[string]string {
	t.Helper()
	npm, err := FindPostgres()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{"npm": npm}
	if debian, err := DebianPostgres(); err == nil {
		found["debian"] = debian
	}
	return found
}

func open(t *testing.T, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func text(t *testing.T, db *sql.DB, query string) string {
	t.Helper()
	var value string
	if err := db.QueryRow(query).Scan(&value); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return value
}

func TestPostgresServesTheProgramsRole(t *testing.T) {
	for name, binDir := range engines(t) {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			pg, err := StartTempPostgres(t.Context(), binDir)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("nothing to first answer: %s", time.Since(start))
			db := open(t, pg.DSN())
			checks := map[string]string{
				`select current_user || ' ' || current_database()`:                                                    "kontor kontor",
				`select (rolsuper or rolbypassrls or rolcreaterole)::text from pg_roles where rolname = current_user`: "false",
				`select string_agg(w, ' ' order by w) from unnest('{Zebra,Öl,Oma,Äpfel,Apfel}'::text[]) w`:            "Apfel Äpfel Öl Oma Zebra",
				`select lower('ÄÖÜ')`:                                   "äöü",
				`select to_tsvector('german', 'Öfen Bauanträge')::text`: "'bauantrag':2 'ofen':1",
				`show server_encoding`:                                  "UTF8",
			}
			for query, want := range checks {
				if got := text(t, db, query); got != want {
					t.Errorf("%s = %q, want %q", query, got, want)
				}
			}
			for _, extension := range []string{"pg_trgm", "unaccent", "btree_gin", "citext", "pgcrypto"} {
				if _, err := db.Exec("create extension " + extension); err != nil {
					t.Errorf("the owner cannot create extension %s: %v", extension, err)
				}
			}
			dir := filepath.Dir(pg.cfg.DataDir)
			start = time.Now()
			if err := pg.Stop(); err != nil {
				t.Error(err)
			}
			t.Logf("stop: %s", time.Since(start))
			if _, err := os.Stat(dir); !os.IsNotExist(err) {
				t.Errorf("%s is still there", dir)
			}
		})
	}
}

func TestPostgresKeepsDataAndPassword(t *testing.T) {
	cfg := PostgresConfig{DataDir: filepath.Join(t.TempDir(), "data"), Durable: true}
	half := cfg.DataDir + ".new-1" // a killed first start left it
	if err := os.MkdirAll(filepath.Join(half, "base"), 0o700); err != nil {
		t.Fatal(err)
	}
	pg, err := StartPostgres(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(half); !os.IsNotExist(err) {
		t.Errorf("the half-made directory is still there: %v", err)
	}
	if _, err := open(t, pg.DSN()).Exec(`create table merken as select 42 as zahl`); err != nil {
		t.Fatal(err)
	}
	if _, err := StartPostgres(t.Context(), cfg); err == nil ||
		!strings.Contains(err.Error(), "another running program") {
		t.Errorf("second start on a directory in use: %v", err)
	}
	if info, err := os.Stat(cfg.DataDir + ".secret"); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("password file: %v, %v", info, err)
	}
	if err := pg.Stop(); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	pg, err = StartPostgres(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("second start: %s", time.Since(start))
	defer pg.Stop()
	if got := text(t, open(t, pg.DSN()), `select zahl::text from merken`); got != "42" {
		t.Errorf("after a restart: %q", got)
	}
}

func TestPostgresReportsWhatIsWrong(t *testing.T) {
	foreign := t.TempDir()
	if err := os.WriteFile(filepath.Join(foreign, "brief.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := StartPostgres(t.Context(), PostgresConfig{DataDir: foreign})
	if err == nil || !strings.Contains(err.Error(), "no PostgreSQL data directory") {
		t.Errorf("foreign directory: %v", err)
	}
	old := t.TempDir()
	if err := os.WriteFile(filepath.Join(old, "PG_VERSION"), []byte("9\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = StartPostgres(t.Context(), PostgresConfig{DataDir: old})
	if err == nil || !strings.Contains(err.Error(), "made by PostgreSQL 9") {
		t.Errorf("other version: %v", err)
	}
}

func TestPostgresAsAnotherUser(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root gives its rights up")
	}
	t.Setenv("KONTOR_POSTGRES_NO_NAMESPACE", "1")
	pg, err := StartTempPostgres(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer pg.Stop()
	if got := text(t, open(t, pg.DSN()), `select 'ja'`); got != "ja" {
		t.Error(got)
	}
}

// TestPostgresAfterKill kills a program that started a server the hard way and starts again on the same directory.
func TestPostgresAfterKill(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	program := exec.Command(os.Args[0], "-test.run=^TestHelperHoldPostgres$")
	program.Env = append(os.Environ(), "KONTOR_HOLD_POSTGRES="+dir)
	out, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() && lines.Text() != "ready" {
	}
	raw, err := os.ReadFile(filepath.Join(dir, "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(raw), "\n")
	orphan, err := strconv.Atoi(first)
	if err != nil {
		t.Fatal(err)
	}
	program.Process.Kill()
	program.Wait()
	start := time.Now()
	pg, err := StartPostgres(t.Context(), PostgresConfig{DataDir: dir, Durable: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("start after kill -9: %s", time.Since(start))
	defer pg.Stop()
	if servesData(orphan, dir) {
		t.Error("the old server still runs")
	}
	if got := text(t, open(t, pg.DSN()), `select zahl::text from merken`); got != "42" {
		t.Errorf("committed row: %q", got)
	}
}

// TestHelperHoldPostgres is the program that TestPostgresAfterKill kills.
func TestHelperHoldPostgres(t *testing.T) {
	dir := os.Getenv("KONTOR_HOLD_POSTGRES")
	if dir == "" {
		t.Skip("runs as a child of TestPostgresAfterKill")
	}
	pg, err := StartPostgres(context.Background(), PostgresConfig{DataDir: dir, Durable: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, pg.DSN()).Exec(`create table merken as select 42 as zahl`); err != nil {
		t.Fatal(err)
	}
	os.Stdout.WriteString("ready\n")
	<-pg.Done() // until this program is killed
}

func TestCopyOnceKeepsLinksAndOpensTheDirectory(t *testing.T) {
	source, target := t.TempDir(), filepath.Join(t.TempDir(), "cache", "postgres")
	if err := os.WriteFile(filepath.Join(source, "libx.so.1.2"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("libx.so.1.2", filepath.Join(source, "libx.so")); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := copyOnce(source, target); err != nil {
			t.Fatal(err)
		}
	}
	if link, err := os.Readlink(filepath.Join(target, "libx.so")); err != nil || link != "libx.so.1.2" {
		t.Errorf("link: %q, %v", link, err)
	}
	if info, err := os.Stat(target); err != nil || info.Mode().Perm() != 0o755 {
		t.Errorf("mode: %v, %v", info, err)
	}
}
