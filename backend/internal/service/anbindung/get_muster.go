package anbindung

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// GetMuster reads one sample with its fields.
func (s *Service) GetMuster(ctx context.Context, a casework.Actor, id uuid.UUID) (m *store.Muster, err error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error { m, err = tx.GetMuster(ctx, id); return err })
	return m, err
}
