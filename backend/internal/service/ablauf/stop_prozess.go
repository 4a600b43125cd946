package ablauf

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// StopProzess ends the process; the Vorgang goes on by hand.
func (s *Service) StopProzess(ctx context.Context, a casework.Actor, id uuid.UUID, version int, grund string) error {
	return s.Change(ctx, a, id, casework.RechtSpringen, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if err := v.MustBeOffen(); err != nil {
			return err
		}
		if casework.IsLeer(grund) {
			return casework.FailField("grund", "required")
		}
		if p, err := tx.GetProzess(ctx, id); err != nil || len(p.Zustand.Tokens) == 0 {
			return err // it has ended
		}
		return s.Advance(ctx, tx, v, workflow.Cancel{Reason: grund})
	})
}
