package jobs

import (
	"context"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"kontor/backend/internal/casework"
)

func (r *Runner) sweep(ctx context.Context, _ casework.JobKehraus) error {
	return r.svc.Kehraus.Sweep(ctx)
}

// periodic are the kinds that ask for themselves, at the start and then every so often.
func periodic(kinds []kind) (out []*river.PeriodicJob) {
	for _, k := range kinds {
		if k.every > 0 {
			ask := func() (river.JobArgs, *river.InsertOpts) { return k.args, onlyOne() }
			opts := &river.PeriodicJobOpts{RunOnStart: true}
			out = append(out, river.NewPeriodicJob(river.PeriodicInterval(k.every), ask, opts))
		}
	}
	return out
}

// onlyOne asks for one job, unless one waits or runs already. A failed one is not tried again: the next comes soon.
func onlyOne() *river.InsertOpts {
	return &river.InsertOpts{MaxAttempts: 1, UniqueOpts: river.UniqueOpts{ByState: []rivertype.JobState{
		rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning, rivertype.JobStateRetryable,
		rivertype.JobStateScheduled,
	}}}
}
