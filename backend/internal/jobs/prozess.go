package jobs

import (
	"context"
	"time"

	"github.com/riverqueue/river"

	"kontor/backend/internal/casework"
)

// addProzess: the steps a process takes by itself, and the search index.
func (r *Runner) addProzess(ws *kinds) {
	plain(ws, 0, r.runDienst)
	plain(ws, 0, r.svc.FillSuche)
	add(ws, 0, r.fireTimer)
}

// runDienst makes the idempotency key of a step unique among all Vorgänge: the process knows only its own steps.
func (r *Runner) runDienst(ctx context.Context, j casework.JobDienst) error {
	j.Schluessel = j.Vorgang.String() + "/" + j.Schluessel
	return r.svc.RunDienst(ctx, j)
}

// maxSnooze bounds how long a timer that came too early sleeps.
const maxSnooze = time.Second

// fireTimer never fires before its time by the office's clock, which is not always the database's.
func (r *Runner) fireTimer(ctx context.Context, job *river.Job[casework.JobTimer]) error {
	if wait := job.Args.Faellig.Sub(r.svc.DB.Now()); wait > 0 {
		return river.JobSnooze(min(wait, maxSnooze))
	}
	return r.svc.FireTimer(ctx, job.Args)
}
