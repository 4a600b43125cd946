package vorgang

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// RejectVorgang puts a Vorgang aside that is no application; the applicant is told nothing by itself.
func (s *Service) RejectVorgang(ctx context.Context, a casework.Actor, id uuid.UUID, version int, grund string) error {
	return s.Change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if casework.IsLeer(grund) {
			return casework.FailField("grund", "required")
		}
		if err := v.Reject(); err != nil {
			return err
		}
		tx.Journal(v, "verworfen", map[string]any{"grund": grund})
		return s.Ablauf.Advance(ctx, tx, v, workflow.Cancel{Reason: "Antrag verworfen: " + grund})
	})
}
