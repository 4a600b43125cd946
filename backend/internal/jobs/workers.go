package jobs

import (
	"context"
	"time"

	"github.com/riverqueue/river"
)

// worker runs one kind of job through a function.
type worker[A river.JobArgs] struct {
	river.WorkerDefaults[A]
	timeout time.Duration // 0 = jobTimeout
	work    func(context.Context, *river.Job[A]) error
}

func (w worker[A]) Work(ctx context.Context, job *river.Job[A]) error { return w.work(ctx, job) }

func (w worker[A]) Timeout(*river.Job[A]) time.Duration { return w.timeout }

// plain is a worker that needs the arguments only.
func plain[A river.JobArgs](ws *river.Workers, timeout time.Duration, work func(context.Context, A) error) {
	river.AddWorker(ws, worker[A]{timeout: timeout, work: func(ctx context.Context, job *river.Job[A]) error { return work(ctx, job.Args) }})
}

// workers is the one list of all kinds.
func (r *Runner) workers() *river.Workers {
	ws := river.NewWorkers()
	r.addEingang(ws)
	r.addProzess(ws)
	r.addPostausgang(ws)
	r.addKehraus(ws)
	return ws
}
