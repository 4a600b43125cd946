package jobs

import (
	"context"

	"github.com/riverqueue/river"

	"kontor/backend/internal/casework"
)

// briefVersuche is after how many attempts (about 15 minutes) a letter that cannot be rendered is brought before a
// person; faulty templates do not heal.
const briefVersuche = 7

func (r *Runner) renderBescheid(ctx context.Context, job *river.Job[casework.JobBescheid]) error {
	return r.svc.Bescheid.RenderBescheid(ctx, job.Args, job.Attempt >= min(briefVersuche, job.MaxAttempts))
}

func (r *Runner) renderBescheidbrief(ctx context.Context, job *river.Job[casework.JobBescheidbrief]) error {
	last := job.Attempt >= min(briefVersuche, job.MaxAttempts)
	return r.svc.Bescheid.RenderBescheid(ctx, casework.JobBescheid(job.Args), last)
}
