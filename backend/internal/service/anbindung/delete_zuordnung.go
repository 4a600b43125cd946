package anbindung

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// DeleteZuordnung throws a draft away. What was active once stays: Vorgänge were read with it.
func (s *Service) DeleteZuordnung(ctx context.Context, a casework.Actor, id uuid.UUID) error {
	_, err := s.changeEntwurf(ctx, a, id, nil, verworfen, func(tx *store.Tx, z *store.Zuordnung) error {
		return tx.DeleteZuordnung(ctx, z.ID)
	})
	return err
}
