package devkit

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/lib/pq"
)

// secrets are the passwords of one data directory, kept in a 0600 file beside it.
type secrets struct {
	Admin  string `json:"postgres"`
	Kontor string `json:"kontor"`
}

// programm is the password of the program's role; it follows from the owner's, so that folders of earlier versions need
// no new file.
func (s secrets) programm() string {
	sum := sha256.Sum256([]byte("programm " + s.Kontor))
	return hex.EncodeToString(sum[:16])
}

func loadSecrets(path string) (secrets, error) {
	var s secrets
	raw, err := os.ReadFile(path)
	if err == nil {
		if err := json.Unmarshal(raw, &s); err != nil {
			return s, fmt.Errorf("read %s: %w", path, err)
		}
		return s, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return s, err
	}
	s = secrets{Admin: rand.Text(), Kontor: rand.Text()}
	raw, err = json.Marshal(s)
	if err != nil {
		return s, err
	}
	if err := os.WriteFile(path+".new", raw, 0o600); err != nil {
		return s, err
	}
	return s, os.Rename(path+".new", path) // killed meanwhile, nobody reads half of it
}

// prepareData makes the data directory if it does not exist yet. It is built under another name and renamed, so that
// an interrupted first start leaves nothing half made.
func (pg *Postgres) prepareData(ctx context.Context) error {
	version, err := os.ReadFile(filepath.Join(pg.cfg.DataDir, "PG_VERSION"))
	if err == nil {
		return pg.checkVersion(ctx, strings.TrimSpace(string(version)))
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	pg.removeHalfMade()
	building, err := os.MkdirTemp(filepath.Dir(pg.cfg.DataDir), filepath.Base(pg.cfg.DataDir)+".new-")
	if err != nil {
		return err
	}
	if err := pg.runner.own(building); err != nil {
		return err
	}
	// Full-text search on 15 folds case by ctype, so it must know letters beyond ASCII; systems without C.UTF-8 get C.
	if err := pg.initdb(ctx, building, "C.UTF-8"); err != nil {
		if !strings.Contains(err.Error(), "invalid locale name") {
			return err
		}
		if err := pg.initdb(ctx, building, "C"); err != nil {
			return err
		}
	}
	if err := os.Remove(pg.cfg.DataDir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s exists and is no PostgreSQL data directory: %w", pg.cfg.DataDir, err)
	}
	return os.Rename(building, pg.cfg.DataDir)
}

// removeHalfMade removes what killed starts have left. An initdb of theirs may still be writing, so what cannot be
// removed now is left to the next start.
func (pg *Postgres) removeHalfMade() {
	left, _ := filepath.Glob(pg.cfg.DataDir + ".new-*")
	for _, dir := range left {
		if err := os.RemoveAll(dir); err != nil {
			pg.cfg.Logger.Warn("half-made data directory stays", "error", err)
		}
	}
}

func (pg *Postgres) initdb(ctx context.Context, dir, ctype string) error {
	password := pg.cfg.DataDir + ".password" // not stdin: another user may not open our pipe
	if err := os.WriteFile(password, []byte(pg.secrets.Admin+"\n"), 0o600); err != nil {
		return err
	}
	defer os.Remove(password)
	if err := pg.runner.own(password); err != nil {
		return err
	}
	args := []string{"-D", dir, "-U", "postgres", "--encoding=UTF8", "--locale-provider=icu", "--icu-locale=de-DE",
		"--locale=C", "--lc-ctype=" + ctype, "--text-search-config=german",
		"--auth=scram-sha-256", "--pwfile=" + password, "--no-instructions"}
	if !pg.cfg.Durable {
		args = append(args, "--no-sync")
	}
	cmd := exec.CommandContext(ctx, pg.runner.path("initdb"), args...)
	cmd.Dir = dir
	pg.runner.apply(cmd)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return nil
}

func (pg *Postgres) checkVersion(ctx context.Context, data string) error {
	cmd := exec.CommandContext(ctx, pg.runner.path("postgres"), "--version")
	pg.runner.apply(cmd)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("postgres --version: %w\n%s", err, out)
	}
	if !strings.Contains(string(out), ") "+data+".") {
		return fmt.Errorf("%s was made by PostgreSQL %s, the installed one is %s: keep the old one, or move the directory away",
			pg.cfg.DataDir, data, strings.TrimSpace(string(out)))
	}
	return nil
}

// ensureDatabase makes the roles and the database of the program unless they exist.
func (pg *Postgres) ensureDatabase(ctx context.Context) error {
	db, err := sql.Open("postgres", pg.AdminDSN())
	if err != nil {
		return err
	}
	defer db.Close()
	for role, password := range map[string]string{"kontor": pg.secrets.Kontor, programRole: pg.secrets.programm()} {
		if err := ensureRole(ctx, db, role, password); err != nil {
			return fmt.Errorf("create role: %w", err)
		}
	}
	var database bool
	err = db.QueryRowContext(ctx, `select exists (select from pg_database where datname = 'kontor')`).Scan(&database)
	if err != nil {
		return fmt.Errorf("look for the database: %w", err)
	}
	if !database {
		if _, err = db.ExecContext(ctx, `create database kontor owner kontor`); err != nil {
			return fmt.Errorf("create database: %w", err)
		}
	}
	return nil
}

func ensureRole(ctx context.Context, db *sql.DB, role, password string) error {
	var there bool
	err := db.QueryRowContext(ctx, "select exists (select from pg_roles where rolname = $1)", role).Scan(&there)
	if err == nil && !there {
		_, err = db.ExecContext(ctx, "create role "+role+
			" login nosuperuser nobypassrls nocreaterole nocreatedb password "+pq.QuoteLiteral(password))
	}
	return err
}

// stopOrphan ends a server that still runs on dataDir although the program that started it is gone (we hold its lock).
// A stale pid file without a server needs nothing: PostgreSQL replaces it.
func stopOrphan(ctx context.Context, dataDir string, logger *slog.Logger) error {
	raw, err := os.ReadFile(filepath.Join(dataDir, "postmaster.pid"))
	if err != nil {
		return nil
	}
	first, _, _ := strings.Cut(string(raw), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil || !servesData(pid, dataDir) {
		return nil
	}
	process, err := os.FindProcess(pid)
	if err != nil {
		return nil
	}
	logger.Info("stopping a postgres left over from an earlier run", "pid", pid)
	if err := process.Signal(syscall.SIGINT); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("stop left-over postgres %d: %w", pid, err)
	}
	ctx, cancel := context.WithTimeout(ctx, stopGrace)
	defer cancel()
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for servesData(pid, dataDir) {
		select {
		case <-ctx.Done():
			return fmt.Errorf("left-over postgres %d does not end: %w", pid, ctx.Err())
		case <-ticker.C:
		}
	}
	return nil
}

// servesData reports whether the process is a postgres running on the directory; the number may belong to anybody by
// now.
func servesData(pid int, dataDir string) bool {
	line := commandLine(pid)
	return strings.Contains(line, "postgres") && strings.Contains(line, " "+dataDir+" ")
}
