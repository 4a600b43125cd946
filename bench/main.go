// Command bench measures Kontor beside plain PostgreSQL and writes bench/latest.md. It starts a durable PostgreSQL of
// its own, fills it with applications of an invented town, and lets Kontor and pgbench take turns on it; the ratio
// counts, because absolute figures say more about the machine. With -serve it is the Kontor that is measured: a
// process of its own, so that its memory and processor time are its own.
package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"kontor/backend/benchkit"
)

type options struct {
	debian  bool
	short   bool
	rows    int
	rounds  int
	window  time.Duration // of one measurement
	dir     string
	out     string
	profile string
	only    string
	hold    bool
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run() error {
	var o options
	var serve, serveThinOn string
	var growth bool
	flag.BoolVar(&o.debian, "debian", false, "Debian's PostgreSQL instead of the embedded one")
	flag.BoolVar(&o.short, "short", false, "a smoke test of a minute: few rows, one round")
	flag.IntVar(&o.rows, "rows", 100_000, "Vorgänge in the database")
	flag.IntVar(&o.rounds, "rounds", 3, "interleaved rounds")
	flag.DurationVar(&o.window, "window", 3*time.Second, "length of one measurement")
	flag.StringVar(&o.dir, "dir", "", "where to put database and blobs (default: a new temporary directory)")
	flag.StringVar(&o.out, "out", "", "report to write (default bench/latest.md, with -growth bench/growth.md)")
	flag.BoolVar(&growth, "growth", false,
		"compare lists and intake among -rows Vorgänge (best: 1000000) with a fiftieth of them")
	flag.StringVar(&o.profile, "profile", "", "directory to keep CPU profiles in")
	flag.StringVar(&o.only, "only", "", "measure these parts only, of read,intake,steady,burst,messages,huge,idle")
	flag.BoolVar(&o.hold, "hold", false, "measure nothing: seed, say where everything is, and wait for Ctrl-C")
	flag.StringVar(&serve, "serve", "", "internal: be the Kontor on this database")
	flag.StringVar(&serveThinOn, "thin", "", "internal: be the thin handler on this database")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if serve != "" {
		return serveKontor(ctx, serve, o.dir)
	}
	if serveThinOn != "" {
		return serveThin(ctx, serveThinOn)
	}
	if o.short {
		o.rows, o.rounds, o.window = 5_000, 1, time.Second
	}
	if o.dir == "" {
		dir, err := os.MkdirTemp("", "kontor-bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		if err := os.Chmod(dir, 0o755); err != nil { // PostgreSQL may run as another user
			return err
		}
		o.dir = dir
	}
	if o.out == "" {
		o.out = filepath.Join("bench", map[bool]string{false: "latest.md", true: "growth.md"}[growth])
	}
	if growth {
		return measureGrowth(ctx, o)
	}
	return measure(ctx, o)
}

// serveKontor ends when its input ends, which also happens when the driver is killed.
func serveKontor(ctx context.Context, dsn, dir string) error {
	slog.SetLogLoggerLevel(slog.LevelError) // there is no login provider, and that is as it should be
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		_, _ = os.Stdin.Read(make([]byte, 1))
		cancel()
	}()
	return benchkit.Serve(ctx, dsn, dir, os.Stdout)
}
