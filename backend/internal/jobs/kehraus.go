package jobs

import (
	"context"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"kontor/backend/internal/casework"
)

// addKehraus: the sweep of every minute.
func (r *Runner) addKehraus(ws *kinds) {
	plain(ws, 0, func(ctx context.Context, _ casework.JobKehraus) error { return r.svc.Kehraus.Sweep(ctx) })
}

// sweepJob asks for one sweep, unless one waits or runs already. A failed one is not tried again: the next comes soon.
func sweepJob() (river.JobArgs, *river.InsertOpts) {
	return casework.JobKehraus{}, &river.InsertOpts{MaxAttempts: 1, UniqueOpts: river.UniqueOpts{ByState: []rivertype.JobState{
		rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning, rivertype.JobStateRetryable, rivertype.JobStateScheduled}}}
}
