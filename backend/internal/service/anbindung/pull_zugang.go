package anbindung

import (
	"context"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// PullZugang asks for a fetch at once, whatever pause is due.
func (s *Service) PullZugang(ctx context.Context, a casework.Actor, id uuid.UUID) error {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return err
	}
	return s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		z, err := tx.LockZugang(ctx, id)
		if err != nil {
			return err
		}
		if _, ok := s.Posteingang.Adapters[z.Adapter].(adapters.Puller); !ok || z.Quelle == nil || !z.Aktiv {
			return casework.Fail(casework.Conflict, "zugang_no_source")
		}
		tx.Enqueue(casework.JobAbholung{Mandant: a.Mandant, Zugang: id})
		return nil
	})
}
