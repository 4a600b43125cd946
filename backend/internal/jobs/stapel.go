package jobs

import (
	"context"
	"log/slog"
	"time"

	"kontor/backend/internal/store"
)

const (
	// stapelPause lets jobs gather, so that a steady stream does not become one transaction each.
	stapelPause = 50 * time.Millisecond
	// stapelPoll is for what other processes left: asked for there, or by one that was killed since.
	stapelPoll = time.Second
)

// startStapel begins the work that is done many at a time. It is no work of River's: its bookkeeping for each job costs
// more than the job.
func (r *Runner) startStapel(ctx context.Context, log *slog.Logger) {
	for _, k := range r.kinds() {
		for range k.loops {
			r.others.Go(func() { r.workStapel(ctx, log, store.StapelOf(k.args), k.many) })
		}
	}
}

func (r *Runner) fillMany(ctx context.Context) (int, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopGrace) // the batch under way is finished
	defer cancel()
	return r.svc.Vorgang.FillSuchen(ctx)
}

func (r *Runner) scanMany(ctx context.Context) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, dateiTimeout/2) // over before River's rescue takes it for dead
	defer cancel()
	return r.svc.Vorgang.ScanStapel(ctx)
}

// workStapel does what waits until ctx ends.
func (r *Runner) workStapel(ctx context.Context, log *slog.Logger, name store.Stapel,
	work func(context.Context) (int, error)) {
	for {
		n, err := work(ctx)
		if err != nil && ctx.Err() == nil {
			log.WarnContext(ctx, "do many jobs at once", "queue", name, "error", err)
		}
		if n > 0 && err == nil {
			if !pause(ctx, stapelPause, nil) {
				return
			}
			continue
		}
		if !pause(ctx, stapelPoll, r.svc.DB.StapelWartet(name)) {
			return
		}
	}
}

// pause waits, at most until woken; false means that ctx ended.
func pause(ctx context.Context, d time.Duration, woken <-chan struct{}) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
	case <-woken:
	}
	return true
}
