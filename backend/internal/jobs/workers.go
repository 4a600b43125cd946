package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// worker runs one kind of job through a function.
type worker[A river.JobArgs] struct {
	river.WorkerDefaults[A]
	timeout time.Duration // 0 = jobTimeout
	work    func(context.Context, *river.Job[A]) error
}

func (w worker[A]) Work(ctx context.Context, job *river.Job[A]) error { return w.work(ctx, job) }

func (w worker[A]) Timeout(*river.Job[A]) time.Duration { return w.timeout }

// plain adds a worker that needs the arguments only.
func plain[A river.JobArgs](ws *kinds, timeout time.Duration, work func(context.Context, A) error) {
	add(ws, timeout, func(ctx context.Context, job *river.Job[A]) error { return work(ctx, job.Args) })
}

// add adds a worker.
func add[A river.JobArgs](ws *kinds, timeout time.Duration, work func(context.Context, *river.Job[A]) error) {
	if ws.short {
		timeout = 0
	}
	river.AddWorker(ws.river, worker[A]{timeout: timeout, work: work})
	var kind A
	ws.direct[kind.Kind()] = func(ctx context.Context, row *rivertype.JobRow) error {
		args, err := decode[A](row)
		if err != nil {
			return err
		}
		return work(ctx, &river.Job[A]{JobRow: row, Args: args})
	}
}

func decode[A river.JobArgs](job *rivertype.JobRow) (A, error) {
	var args A
	if err := json.Unmarshal(job.EncodedArgs, &args); err != nil {
		return args, fmt.Errorf("read arguments of job %d: %w", job.ID, err)
	}
	return args, nil
}

// kinds is the one list of all kinds, for River and for RunDue.
type kinds struct {
	river  *river.Workers
	direct map[string]func(context.Context, *rivertype.JobRow) error
	short  bool // no kind has a longer time limit than the others
}

func (r *Runner) kinds(short bool) *kinds {
	ws := &kinds{river.NewWorkers(), map[string]func(context.Context, *rivertype.JobRow) error{}, short}
	r.addEingang(ws)
	r.addProzess(ws)
	r.addPostausgang(ws)
	r.addKehraus(ws)
	return ws
}
