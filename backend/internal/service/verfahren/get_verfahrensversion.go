package verfahren

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// GetVerfahrensversion reads one with the names of its files.
func (s *Service) GetVerfahrensversion(ctx context.Context, a casework.Actor,
	id uuid.UUID) (k *Versionsakte, err error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error { k, err = s.reread(ctx, tx, id); return err })
	return k, err
}
