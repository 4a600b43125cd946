package posteingang

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// KeepKlaerfall withdraws the request, or refuses it as a second person.
func (s *Service) KeepKlaerfall(ctx context.Context, a casework.Actor, id uuid.UUID) (*Klaerfall, error) {
	return s.changeKlaerfall(ctx, a, id, func(tx *store.Tx, k *Klaerfall) error {
		if err := tx.CancelVerwerfung(ctx, id); err != nil {
			return err
		}
		art := "verwerfung_abgelehnt"
		if k.VerwerfenVon != nil && *k.VerwerfenVon == a.Benutzer {
			art = "verwerfung_zurueckgezogen"
		}
		return tx.Record(ctx, art, id.String(), map[string]any{"beantragt_von": k.VerwerfenName})
	})
}
