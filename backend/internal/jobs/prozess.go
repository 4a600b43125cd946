package jobs

import (
	"context"
	"time"

	"github.com/riverqueue/river"

	"kontor/backend/internal/casework"
)

// addProzess: the steps a process takes by itself, and the search index.
func (r *Runner) addProzess(ws *kinds) {
	add(ws, 0, func(ctx context.Context, job *river.Job[casework.JobDienst]) error {
		return r.svc.Dienste.RunDienst(ctx, job.Args, job.Attempt >= min(dienstVersuche, job.MaxAttempts))
	})
	plain(ws, 0, r.svc.Vorgang.FillSuche)
	add(ws, 0, r.fireTimer)
}

// dienstVersuche: with the growing pauses some hours, then the step waits for a person.
const dienstVersuche = 10

// maxSnooze bounds how long a timer that came too early sleeps.
const maxSnooze = time.Second

// fireTimer never fires before its time by the office's clock, which is not always the database's.
func (r *Runner) fireTimer(ctx context.Context, job *river.Job[casework.JobTimer]) error {
	if wait := job.Args.Faellig.Sub(r.svc.DB.Now()); wait > 0 {
		return river.JobSnooze(min(wait, maxSnooze))
	}
	return r.svc.Ablauf.FireTimer(ctx, job.Args)
}
