// Package jobs runs what acts asked for: River workers over the rows that service wrote in its transactions, and the
// sweep of every minute. A worker decides nothing; it calls service, which checks the state it finds, because a job may
// run twice. It is the only home of River's workers.
package jobs

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"

	"kontor/backend/internal/service/services"
	"kontor/backend/internal/store"
)

const (
	// pollInterval bounds how long a step waits: River's driver for database/sql cannot listen. One poll is one cheap
	// statement; six a second cost about one percent of a core.
	pollInterval = 150 * time.Millisecond
	// fetchPause is the least time between two fetches while there is more to do than workers. It bounds the workers to
	// 320 jobs a second; a shorter one fetches them one by one, which costs more than the jobs.
	fetchPause = 25 * time.Millisecond
	// jobTimeout ends a job's context. No job needs more than seconds, but for those with a Timeout of their own.
	jobTimeout = 40 * time.Second
	// rescueAfter is when a running job counts as left behind by a process that died. It is longer than jobTimeout, so
	// that no living job is taken for dead.
	rescueAfter = 60 * time.Second
	// dateiTimeout is for jobs that read whole files: scans and hand-overs. After kill -9 they wait that long.
	dateiTimeout = 2 * time.Minute
	// longTimeout is for jobs that read whole deliveries or many of them; the sweep asks for them anew.
	longTimeout = 5 * time.Minute
	// stopGrace is how long a stopping process lets its jobs finish.
	stopGrace = 10 * time.Second
	// maxWorkers is how many jobs one process runs at a time; each may hold a database connection.
	maxWorkers = 8
	// scanWorkers is how many scans run beside them: few, so that deliveries go first.
	scanWorkers = 2
)

// Options of a Runner. The zero value is right for the program.
type Options struct {
	Log *slog.Logger // default slog.Default()
	// Sole says that no other process works on this database, as `kontor dev` knows from its lock: jobs that are marked
	// as running were left behind by a killed process and start again at once.
	Sole bool
	// Rescue overrides when a running job counts as left behind, for tests; every job is then cut off at half that
	// time.
	Rescue time.Duration
	// Clock replaces the one of the database, where a demo is some days ahead.
	Clock func() time.Time
}

// clock gives River a time of ours.
type clock func() time.Time

func (c clock) Now() time.Time { return c() }

func (c clock) NowOrNil() *time.Time { now := c(); return &now }

// Runner works on jobs until it is stopped.
type Runner struct {
	client *river.Client[*sql.Tx]
	svc    *services.All
	cancel context.CancelFunc // of what is no work of River's
	others sync.WaitGroup
	stop   sync.Once
}

// Start begins to work; ctx limits the start only.
func Start(ctx context.Context, svc *services.All, o Options) (*Runner, error) {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	r := &Runner{svc: svc}
	if o.Sole {
		if err := takeOver(ctx, svc.DB.SQL()); err != nil {
			return nil, err
		}
	}
	cfg, err := r.config(o)
	if err != nil {
		return nil, err
	}
	if _, owner, err := svc.DB.ReadRolle(ctx); err != nil {
		return nil, err
	} else if !owner { // who does not own the tables cannot rebuild their indexes
		cfg.ReindexerIndexNames = []string{}
	}
	if r.client, err = river.NewClient(riverdatabasesql.New(svc.DB.SQL()), cfg); err != nil {
		return nil, fmt.Errorf("make job client: %w", err)
	}
	if err := r.client.Start(context.WithoutCancel(ctx)); err != nil {
		return nil, fmt.Errorf("start jobs: %w", err)
	}
	own, cancel := context.WithCancel(context.WithoutCancel(ctx))
	r.cancel = cancel
	r.startStapel(own, o.Log)
	return r, nil
}

func (r *Runner) config(o Options) (*river.Config, error) {
	timeout, rescue := jobTimeout, rescueAfter
	if o.Rescue > 0 {
		timeout, rescue = o.Rescue/2, o.Rescue
	}
	kinds := r.kinds()
	ws, err := workers(kinds, o.Rescue > 0)
	if err != nil {
		return nil, err
	}
	now := time.Now
	var test river.TestConfig
	if o.Clock != nil {
		now, test.Time = o.Clock, clock(o.Clock)
	}
	return &river.Config{
		Test: test,
		Queues: map[string]river.QueueConfig{
			river.QueueDefault:  {MaxWorkers: maxWorkers, FetchPollInterval: pollInterval, FetchCooldown: fetchPause},
			store.PruefungQueue: {MaxWorkers: scanWorkers, FetchPollInterval: pollInterval, FetchCooldown: fetchPause},
		},
		Workers:              ws,
		PeriodicJobs:         periodic(kinds),
		JobTimeout:           timeout,
		RescueStuckJobsAfter: rescue,
		RetryPolicy:          newRetries(kinds, now),
		ErrorHandler:         errorHandler{o.Log},
		Logger:               slog.New(atLeast{slog.LevelWarn, o.Log.Handler()}),
		SoftStopTimeout:      stopGrace,
		// finished jobs are of no use to anybody: the journal says what happened
		CompletedJobRetentionPeriod: 24 * time.Hour,
	}, nil
}

// Stop lets running jobs finish for a while, then cancels them; what is cancelled runs again later. A second call does
// nothing.
func (r *Runner) Stop(ctx context.Context) (err error) {
	r.stop.Do(func() {
		r.cancel()
		err = r.client.Stop(ctx)
		r.others.Wait() // one batch at most
	})
	return err
}

// takeOver makes jobs of a killed process available again.
func takeOver(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, "update river_job set state = 'available', scheduled_at = now() where state = 'running'")
	if err != nil {
		return fmt.Errorf("take over jobs: %w", err)
	}
	return nil
}
