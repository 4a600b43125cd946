package vorgang

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ReopenVorgang takes the work up again: after a rejection the process begins anew, after an end the
// Vorgang goes on by hand.
func (s *Service) ReopenVorgang(ctx context.Context, a casework.Actor, id uuid.UUID, version int, grund string) error {
	return s.Change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if casework.IsLeer(grund) {
			return casework.FailField("grund", "required")
		}
		verworfen := v.Status == casework.Verworfen
		if err := v.Reopen(); err != nil {
			return err
		}
		tx.Journal(v, "wiedereroeffnet", map[string]any{"grund": grund})
		if verworfen {
			return s.Ablauf.Restart(ctx, tx, v)
		}
		return nil
	})
}
