package vorgang

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ListEinheiten reads the units of the tenant.
func (s *Service) ListEinheiten(ctx context.Context, a casework.Actor) (out []store.Einheit, err error) {
	if err := a.Must(casework.RechtAngemeldet); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error { out, err = s.Einheiten(ctx, tx); return err })
	return out, err
}
