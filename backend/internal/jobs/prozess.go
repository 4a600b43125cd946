package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"kontor/backend/internal/casework"
)

// addProzess: the steps a process takes by itself, and the search index.
func (r *Runner) addProzess(ws *river.Workers) {
	plain(ws, 0, r.svc.RunDienst)
	plain(ws, 0, r.svc.FillSuche)
	river.AddWorker(ws, worker[casework.JobTimer]{work: r.fireTimer})
}

// maxSnooze bounds how long a timer that came too early sleeps: River puts longer sleeps back by its own clock.
const maxSnooze = 50 * time.Millisecond

// fireTimer never fires before its time by the office's clock, which is not always the database's.
func (r *Runner) fireTimer(ctx context.Context, job *river.Job[casework.JobTimer]) error {
	if wait := job.Args.Faellig.Sub(r.svc.DB.Now()); wait > 0 {
		return river.JobSnooze(min(wait, maxSnooze))
	}
	return r.svc.FireTimer(ctx, job.Args)
}

func decode[A river.JobArgs](job *rivertype.JobRow) (A, error) {
	var args A
	if err := json.Unmarshal(job.EncodedArgs, &args); err != nil {
		return args, fmt.Errorf("read arguments of job %d: %w", job.ID, err)
	}
	return args, nil
}
