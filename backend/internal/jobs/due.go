package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/riverqueue/river/rivertype"

	"kontor/backend/internal/service/services"
)

// RunDue does every job that is due by the service's clock, one after the other, jobs that come up meanwhile included.
// It is for making past weeks within seconds, where nobody else works on the database; the first failure ends it. A job
// whose process is killed stays due.
func RunDue(ctx context.Context, svc *services.All) error {
	work := map[string]func(context.Context, *rivertype.JobRow) error{}
	for _, k := range (&Runner{svc: svc}).kinds() {
		work[k.args.Kind()] = k.direct
	}
	for {
		row, err := nextDue(ctx, svc)
		if err != nil || row == nil {
			return err
		}
		do := work[row.Kind]
		if do == nil {
			return fmt.Errorf("job %d: kind %s is unknown", row.ID, row.Kind)
		}
		if err := do(ctx, row); err != nil {
			return fmt.Errorf("job %d, %s: %w", row.ID, row.Kind, err)
		}
		_, err = svc.DB.SQL().ExecContext(ctx,
			"update river_job set state = 'completed', attempt = 1, attempted_at = now(), finalized_at = now() where id = $1", row.ID)
		if err != nil {
			return fmt.Errorf("complete job %d: %w", row.ID, err)
		}
	}
}

// nextDue returns nil when nothing is due. River stamps a job for at once with its own clock, so that one counts as due
// whatever the service's clock says.
func nextDue(ctx context.Context, svc *services.All) (*rivertype.JobRow, error) {
	row := rivertype.JobRow{Attempt: 1}
	var args string
	err := svc.DB.SQL().QueryRowContext(ctx, `select id, kind, args, max_attempts from river_job
		where scheduled_at <= $1 and state in ('available', 'scheduled', 'retryable')
			or scheduled_at >= created_at - interval '1 second' and state = 'available'
		order by scheduled_at, id limit 1`, svc.DB.Now()).
		Scan(&row.ID, &row.Kind, &args, &row.MaxAttempts)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look for due jobs: %w", err)
	}
	row.EncodedArgs = []byte(args)
	return &row, nil
}
