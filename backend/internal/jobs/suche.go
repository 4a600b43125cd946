package jobs

import (
	"context"
	"log/slog"
	"time"
)

const (
	// suchePause lets Vorgänge gather, so that a steady stream does not become one transaction each.
	suchePause = 50 * time.Millisecond
	// suchePoll is for what other processes left: asked for there, or by one that was killed since.
	suchePoll = time.Second
)

// fillSuche makes Vorgänge findable until ctx ends, many with one transaction; the one under way is finished. It is
// no work of River's: its bookkeeping for each job costs more than the job.
func (r *Runner) fillSuche(ctx context.Context, log *slog.Logger) {
	for {
		work, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopGrace)
		n, err := r.svc.FillSuchen(work)
		cancel()
		if err != nil {
			log.WarnContext(ctx, "fill the search index", "error", err)
		}
		if n > 0 && err == nil {
			if !pause(ctx, suchePause, nil) {
				return
			}
			continue
		}
		if !pause(ctx, suchePoll, r.svc.DB.SucheWartet()) {
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
