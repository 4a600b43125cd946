package ablauf

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// FireTimer is called by the job of a timer. A token that is gone changes nothing.
func (s *Service) FireTimer(ctx context.Context, j casework.JobTimer) error {
	return s.System(ctx, j.Mandant, j.Vorgang, func(tx *store.Tx, v *casework.Vorgang) error {
		return s.Advance(ctx, tx, v, workflow.TimerDue{Token: j.Token, Due: j.Faellig})
	})
}
