package anbindung

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// GetZustaendigkeit reads the table that says which unit gets what.
func (s *Service) GetZustaendigkeit(ctx context.Context, a casework.Actor) (z *store.Zustaendigkeit, err error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error { z, err = tx.GetZustaendigkeit(ctx); return err })
	return z, err
}
