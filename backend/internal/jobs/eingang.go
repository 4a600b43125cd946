package jobs

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"kontor/backend/internal/casework"
)

// pull lets a Zugang fetch unless that is under way already, also on another replica: the sweep asks every minute,
// however long the last run takes.
func (r *Runner) pull(ctx context.Context, job *river.Job[casework.JobAbholung]) error {
	if r.client == nil { // RunDue: one job after the other
		return r.svc.Posteingang.RunAbholung(ctx, job.Args)
	}
	running, err := r.client.JobList(ctx,
		river.NewJobListParams().Kinds(job.Kind).States(rivertype.JobStateRunning).First(500))
	if err != nil {
		return fmt.Errorf("look for running jobs: %w", err)
	}
	for _, other := range running.Jobs {
		if other.ID != job.ID && sameZugang(other, job.Args.Zugang) && earlier(other, job.JobRow) {
			return nil
		}
	}
	return r.svc.Posteingang.RunAbholung(ctx, job.Args)
}

func sameZugang(job *rivertype.JobRow, zugang uuid.UUID) bool {
	args, err := decode[casework.JobAbholung](job)
	return err == nil && args.Zugang == zugang
}

// earlier orders two running jobs the same way on every replica.
func earlier(a, b *rivertype.JobRow) bool {
	if a.AttemptedAt == nil || b.AttemptedAt == nil || a.AttemptedAt.Equal(*b.AttemptedAt) {
		return a.ID < b.ID
	}
	return a.AttemptedAt.Before(*b.AttemptedAt)
}
