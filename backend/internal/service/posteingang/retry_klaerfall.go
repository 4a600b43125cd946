package posteingang

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// RetryKlaerfall processes a delivery again, after a person changed what was in its way.
func (s *Service) RetryKlaerfall(ctx context.Context, a casework.Actor, id uuid.UUID) (k *Klaerfall, err error) {
	if err := a.Must(casework.RechtKlaerNeu); err != nil {
		return nil, err
	}
	err = s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		if k, err = loadKlaerfall(ctx, tx, id); err != nil {
			return err
		}
		if err := k.offen(); err != nil {
			return err
		}
		return tx.Record(ctx, "klaerfall_wiederholt", id.String(), map[string]any{"grund": k.Grund})
	})
	if err != nil {
		return nil, err
	}
	if _, err := s.retryEingang(ctx, a.Mandant, id); err != nil {
		return nil, err
	}
	return s.readKlaerfall(ctx, a, id)
}

func (s *Service) readKlaerfall(ctx context.Context, a casework.Actor, id uuid.UUID) (k *Klaerfall, err error) {
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error { k, err = loadKlaerfall(ctx, tx, id); return err })
	return k, err
}
