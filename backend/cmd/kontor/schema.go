package main

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"kontor/backend/internal/jobs"
	"kontor/backend/internal/store"
)

// openMigrated connects to a database of which somebody else takes care.
func openMigrated(ctx context.Context, dsn string) (*store.DB, error) {
	db, err := store.Open(ctx, dsn)
	if err != nil {
		return nil, err
	}
	if err := db.CheckSchema(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// schemaTakt is how often a running process asks whether a newer one has migrated.
var schemaTakt = 2 * time.Second

// watchSchema stops the jobs of a process that the schema has left behind. It goes on to answer: not ready, and to
// everybody else that they come again.
func (p *parts) watchSchema(ctx context.Context, db *store.DB, runner *jobs.Runner, log *slog.Logger) {
	background, cancel := context.WithCancel(context.WithoutCancel(ctx))
	var watching sync.WaitGroup
	watching.Go(func() {
		e := leftBehind(background, db)
		if e == nil {
			return
		}
		log.Error("schema is newer than this program", "error", e, "stand", e.Stand, "braucht",
			e.Braucht, "kennt", e.Kennt)
		stop, done := stopContext(background)
		defer done()
		if err := runner.Stop(stop); err != nil {
			log.Error("stop the jobs", "error", err)
		}
		log.Info("jobs stopped")
	})
	p.onStop(func(context.Context) error { cancel(); watching.Wait(); return nil })
}

// leftBehind returns when the schema has left this program behind; nil = the process ends.
func leftBehind(ctx context.Context, db *store.DB) *store.SchemaError {
	tick := time.NewTicker(schemaTakt)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		var e *store.SchemaError
		if errors.As(db.CheckSchema(ctx), &e) && e.Newer() { // an outage is said elsewhere
			return e
		}
	}
}
