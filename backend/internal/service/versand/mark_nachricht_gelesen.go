package versand

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// MarkNachrichtGelesen: the office has seen an answer.
func (s *Service) MarkNachrichtGelesen(ctx context.Context, a casework.Actor, id, nachricht uuid.UUID) error {
	return s.Change(ctx, a, id, casework.RechtBearbeiten, nil, func(tx *store.Tx, v *casework.Vorgang) error {
		n, err := tx.GetNachricht(ctx, nachricht)
		if err != nil {
			return err
		}
		if n.Vorgang != id || n.Richtung != casework.Ein {
			return casework.Fail(casework.NotFound, "not_found")
		}
		if n.Gelesen {
			return nil
		}
		tx.Journal(v, "antwort_gelesen", map[string]any{"nachricht": n.ID})
		return tx.MarkGelesen(ctx, n.ID)
	})
}
