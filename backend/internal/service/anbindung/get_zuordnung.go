package anbindung

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// GetZuordnung reads one mapping.
func (s *Service) GetZuordnung(ctx context.Context, a casework.Actor, id uuid.UUID) (k *Zuordnungsakte, err error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		z, err := tx.GetZuordnung(ctx, id)
		if err != nil {
			return err
		}
		k, err = s.zuordnungsakte(ctx, tx, z)
		return err
	})
	return k, err
}
