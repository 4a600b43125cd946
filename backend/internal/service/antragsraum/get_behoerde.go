package antragsraum

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// GetBehoerde reads the actor's tenant.
func (s *Service) GetBehoerde(ctx context.Context, a casework.Actor) (m *store.Mandant, err error) {
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error { m, err = s.Mandant(ctx, tx); return err })
	return m, err
}
