package jobs

import (
	"context"
	"time"

	"github.com/riverqueue/river"

	"kontor/backend/internal/casework"
)

// dienstVersuche: with the growing pauses some hours, then the step waits for a person.
const dienstVersuche = 10

func (r *Runner) runDienst(ctx context.Context, job *river.Job[casework.JobDienst]) error {
	return r.svc.Dienste.RunDienst(ctx, job.Args, job.Attempt >= min(dienstVersuche, job.MaxAttempts))
}

// maxSnooze bounds how long a timer that came too early sleeps.
const maxSnooze = time.Second

// fireTimer never fires before its time by the office's clock, which is not always the database's.
func (r *Runner) fireTimer(ctx context.Context, job *river.Job[casework.JobTimer]) error {
	if wait := job.Args.Faellig.Sub(r.svc.DB.Now()); wait > 0 {
		return river.JobSnooze(min(wait, maxSnooze))
	}
	return r.svc.Ablauf.FireTimer(ctx, job.Args)
}
