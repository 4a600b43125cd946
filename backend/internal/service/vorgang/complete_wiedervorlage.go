package vorgang

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// CompleteWiedervorlage ends a reminder.
func (s *Service) CompleteWiedervorlage(ctx context.Context, a casework.Actor, id, wiedervorlage uuid.UUID) error {
	return s.Change(ctx, a, id, casework.RechtBearbeiten, nil, func(tx *store.Tx, v *casework.Vorgang) error {
		if err := v.MustBeOffen(); err != nil {
			return err
		}
		tx.Journal(v, "wiedervorlage_erledigt", map[string]any{"wiedervorlage": wiedervorlage})
		return tx.CompleteWiedervorlage(ctx, id, wiedervorlage)
	})
}
