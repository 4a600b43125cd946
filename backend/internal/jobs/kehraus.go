package jobs

import (
	"context"

	"github.com/riverqueue/river"

	"kontor/backend/internal/casework"
)

// addKehraus: the sweep of every minute.
func (r *Runner) addKehraus(ws *river.Workers) {
	river.AddWorker(ws, worker[casework.JobKehraus]{work: func(ctx context.Context, _ *river.Job[casework.JobKehraus]) error {
		return r.svc.Sweep(ctx)
	}})
}
