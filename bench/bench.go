package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"kontor/backend/benchkit"
)

// settings are those of the peers in the reference measurements, on a smaller machine. Durability stays at its
// defaults.
var settings = []string{"shared_buffers=1GB", "work_mem=32MB", "max_wal_size=8GB", "checkpoint_timeout=15min",
	"shared_preload_libraries=pg_stat_statements", "pg_stat_statements.track_planning=on", "max_connections=100"}

// bench is one run of the benchmark.
type bench struct {
	options
	db     *database
	kontor *kontor
	pg     *pgbench
	thin   *thin
	sample sample // rows one delivery makes, for seeding and for the plain insert

	clock     time.Time
	load      [2]string // load average before and after
	intake    []*pair
	reads     []*pair
	perIntake [2]perIntake // without and with a file
	jobs      jobCost
	counts    []statementCount
	floor     []*pair // an empty HTTP request
	memory    [2]memory
	seqScans  int64
	drain     []time.Duration
	jobRates  []float64 // jobs a second with nothing else to do
	shares    []share
	profiles  map[string]string
	steady    steady
	burst     burst
	messages  messages
	idle      idle
	huge      huge
}

// start starts PostgreSQL and Kontor; end stops both.
func start(ctx context.Context, o options) (b *bench, end func(), err error) {
	b = &bench{options: o, clock: time.Now(), profiles: map[string]string{}}
	if b.pg, err = findPgbench(); err != nil {
		return nil, nil, err
	}
	b.load[0] = loadAverage()
	step("start PostgreSQL")
	raw, err := benchkit.StartDatabase(ctx, o.dir, o.debian, settings)
	if err != nil {
		return nil, nil, err
	}
	stop := func() { _ = raw.Stop() } // the directory goes away
	if b.db, err = openDatabase(ctx, raw); err != nil {
		stop()
		return nil, nil, err
	}
	if b.kontor, err = startKontor(ctx, raw.DSN, o.dir); err != nil {
		_ = b.db.Close()
		stop()
		return nil, nil, err
	}
	b.pg.target(raw, b.kontor.Mandant, o.dir)
	return b, func() {
		b.kontor.stop()
		_ = b.db.Close()
		stop()
	}, nil
}

func measure(ctx context.Context, o options) error {
	b, end, err := start(ctx, o)
	if err != nil {
		return err
	}
	defer end()
	if o.hold {
		return b.holdOn(ctx)
	}
	for _, part := range []struct {
		name string
		fn   func(context.Context) error
	}{{"seed", b.seed}, {"statements", b.statements}, {"read", b.measureReads}, {"intake", b.measureIntake},
		{"steady", b.measureSteady}, {"burst", b.measureBurst}, {"messages", b.measureMessages},
		{"huge", b.measureHuge}, {"idle", b.measureIdle}} {
		if part.name != "seed" && part.name != "statements" && o.only != "" &&
			!slices.Contains(strings.Split(o.only, ","), part.name) {
			continue
		}
		if err := part.fn(ctx); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	b.memory[1] = memoryOf(b.kontor.pid())
	b.load[1] = loadAverage()
	report, err := b.report(ctx)
	if err != nil {
		return err
	}
	fmt.Println(report)
	return os.WriteFile(o.out, []byte(report), 0o644)
}

// holdOn leaves a seeded Kontor to whoever wants to look into it.
func (b *bench) holdOn(ctx context.Context) error {
	if err := b.seed(ctx); err != nil {
		return err
	}
	if err := b.kontor.startJobs(ctx); err != nil {
		return err
	}
	step("database %s\n       Kontor %s with Cookie: %s\n       profiles %s/debug/pprof/", b.db.raw.DSN, b.kontor.URL,
		b.kontor.Cookie, b.kontor.Control)
	<-ctx.Done()
	return nil
}

var began = time.Now()

func step(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "%5.0fs  %s\n", time.Since(began).Seconds(), fmt.Sprintf(format, args...))
}
