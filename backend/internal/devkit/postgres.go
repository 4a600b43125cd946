package devkit

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	_ "github.com/lib/pq" // the driver that asks the server whether it is ready

	"kontor/backend/internal/child"
)

// PostgresConfig says which server to start and where it keeps its data.
type PostgresConfig struct {
	DataDir string // created on the first start; password, log and lock lie beside it
	BinDir  string // directory of initdb and postgres; empty = FindPostgres
	Port    int    // 0 = a free one
	Durable bool   // false switches fsync off: for tests only, a power cut loses the data
	// Settings are further settings like "work_mem=32MB"; they win over ours.
	Settings []string
	Logger   *slog.Logger
}

// Postgres is a running server on 127.0.0.1. It ends with this program.
type Postgres struct {
	cfg     PostgresConfig
	secrets secrets
	port    int
	runner  runner
	process *child.Process
	lock    *os.File
}

// stopGrace is the time a server gets for its last checkpoint.
const stopGrace = 30 * time.Second

// StartPostgres starts a server on cfg.DataDir, making it on the first run, and returns once it answers. ctx limits the
// start only. A server left over from a killed program is stopped first; a data directory in use by a living program
// is an error.
func StartPostgres(ctx context.Context, cfg PostgresConfig) (*Postgres, error) {
	pg, err := newPostgres(cfg)
	if err != nil {
		return nil, err
	}
	if err := pg.start(ctx); err != nil {
		pg.lock.Close()
		return nil, err
	}
	pg.cfg.Logger.Info("postgres started", "port", pg.port, "durable", cfg.Durable)
	return pg, nil
}

func newPostgres(cfg PostgresConfig) (*Postgres, error) {
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	var err error
	if cfg.BinDir == "" {
		if cfg.BinDir, err = FindPostgres(); err != nil {
			return nil, err
		}
	}
	if cfg.DataDir, err = filepath.Abs(cfg.DataDir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(cfg.DataDir), 0o755); err != nil {
		return nil, err
	}
	lock, err := lockFile(cfg.DataDir + ".lock")
	if err != nil {
		return nil, fmt.Errorf("data directory %s is used by another running program: %w", cfg.DataDir, err)
	}
	return &Postgres{cfg: cfg, lock: lock}, nil
}

func (pg *Postgres) start(ctx context.Context) error {
	if err := linkLibraries(pg.cfg.BinDir); err != nil {
		return fmt.Errorf("link PostgreSQL libraries: %w", err)
	}
	var err error
	if pg.runner, err = newRunner(pg.cfg.BinDir); err != nil {
		return err
	}
	if pg.secrets, err = loadSecrets(pg.cfg.DataDir + ".secret"); err != nil {
		return err
	}
	if err := pg.prepareData(ctx); err != nil {
		return err
	}
	if err := pg.launch(ctx); err != nil {
		return err
	}
	if err := pg.ensureDatabase(ctx); err != nil {
		pg.process.Stop(syscall.SIGINT, stopGrace)
		return err
	}
	return nil
}

// launchTries is how often a server is started that ends at once.
const launchTries = 5

// launch starts the server process and waits for it. It ends at once if somebody takes its port between our look and
// its own, or if a server of a killed program, which was only just starting, appears on the directory: then it tries
// again.
func (pg *Postgres) launch(ctx context.Context) error {
	for try := 1; ; try++ {
		if err := stopOrphan(ctx, pg.cfg.DataDir, pg.cfg.Logger); err != nil {
			return err
		}
		err := pg.launchOnce(ctx)
		if err == nil || try == launchTries || ctx.Err() != nil {
			return err
		}
		pg.cfg.Logger.Warn("postgres ended at once, starting it again", "error", err)
	}
}

// keepMemory: glibc gives the memory of each statement back to the system and takes it anew for the next one. Where a
// page fault costs much, as in a virtual machine, that was half of the processor time of a server under test.
var keepMemory = []string{"MALLOC_TRIM_THRESHOLD_=268435456", "MALLOC_MMAP_THRESHOLD_=268435456",
	"MALLOC_TOP_PAD_=16777216"}

func (pg *Postgres) launchOnce(ctx context.Context) (err error) {
	pg.port = pg.cfg.Port
	if pg.port == 0 {
		if pg.port, err = freePort(); err != nil {
			return err
		}
	}
	log, err := os.OpenFile(pg.logPath(), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	cmd := exec.Command(pg.runner.path("postgres"), pg.arguments()...)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.Dir = pg.cfg.DataDir
	cmd.Env = append(os.Environ(), keepMemory...)
	pg.runner.apply(cmd)
	onDeath := syscall.SIGINT // fast, clean shutdown
	if !pg.cfg.Durable {
		onDeath = syscall.SIGQUIT // at once, nothing to save
	}
	if pg.process, err = child.Start(cmd, onDeath); err != nil {
		return fmt.Errorf("start postgres: %w", err)
	}
	if err := pg.waitReady(ctx); err != nil {
		pg.process.Stop(syscall.SIGQUIT, stopGrace)
		return fmt.Errorf("postgres did not start: %w\n%s", err, pg.logTail())
	}
	return nil
}

// arguments are given on the command line, so that no file in the data directory needs editing.
func (pg *Postgres) arguments() []string {
	args := []string{"-D", pg.cfg.DataDir,
		"-c", "listen_addresses=127.0.0.1", "-c", "port=" + strconv.Itoa(pg.port), "-c", "unix_socket_directories=",
		"-c", "max_connections=200", "-c", "shared_buffers=64MB",
		"-c", "log_min_error_statement=panic", // statements may hold personal data
	}
	if !pg.cfg.Durable {
		args = append(args, "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off",
			"-c", "wal_level=minimal", "-c", "max_wal_senders=0", "-c", "checkpoint_timeout=1h",
			"-c", "max_wal_size=4GB")
	}
	for _, setting := range pg.cfg.Settings {
		args = append(args, "-c", setting)
	}
	return args
}

func (pg *Postgres) waitReady(ctx context.Context) error {
	db, err := sql.Open("postgres", pg.AdminDSN())
	if err != nil {
		return err
	}
	defer db.Close()
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for {
		if err = db.PingContext(ctx); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case <-pg.process.Done():
			return errors.New("the process ended")
		case <-ticker.C:
		}
	}
}

// programRole may use the tables that belong to role kontor.
const programRole = "programm"

// DSN is the connection string of the owner of database kontor, neither superuser nor able to bypass row-level
// security: to migrate with.
func (pg *Postgres) DSN() string { return pg.dsn("kontor", pg.secrets.Kontor, "kontor") }

// ProgramDSN is that of the program's own role: it owns nothing and may do what store.Grant gives it.
func (pg *Postgres) ProgramDSN() string { return pg.dsn(programRole, pg.secrets.programm(), "kontor") }

// AdminDSN is the superuser's connection string: for tests and for making databases, never for the program.
func (pg *Postgres) AdminDSN() string { return pg.dsn("postgres", pg.secrets.Admin, "postgres") }

func (pg *Postgres) dsn(user, password, database string) string {
	address := url.URL{Scheme: "postgres", User: url.UserPassword(user, password),
		Host: net.JoinHostPort("127.0.0.1", strconv.Itoa(pg.port)), Path: database, RawQuery: "sslmode=disable"}
	return address.String()
}

// Stop ends the server cleanly and waits for it; open connections are cut. A second call does nothing.
func (pg *Postgres) Stop() error {
	defer pg.lock.Close()
	if !pg.process.Running() {
		return nil
	}
	pg.process.Stop(syscall.SIGINT, stopGrace)
	pg.cfg.Logger.Info("postgres stopped", "port", pg.port)
	if pg.process.Err() != nil {
		return fmt.Errorf("stop postgres: %w\n%s", pg.process.Err(), pg.logTail())
	}
	return nil
}

// Done is closed when the server process has ended, by Stop or by itself.
func (pg *Postgres) Done() <-chan struct{} { return pg.process.Done() }

func (pg *Postgres) logPath() string { return pg.cfg.DataDir + ".log" }

func (pg *Postgres) logTail() string {
	raw, _ := os.ReadFile(pg.logPath())
	lines := strings.Split(strings.TrimSpace(string(raw)), "\n")
	return strings.Join(lines[max(0, len(lines)-15):], "\n")
}

func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}
