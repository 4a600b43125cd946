package posteingang

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ListKlaerfallArten counts open Klärfälle by Zugang and reason.
func (s *Service) ListKlaerfallArten(ctx context.Context, a casework.Actor) (out []store.KlaerfallArt, err error) {
	if err := a.Must(casework.RechtKlaerLesen); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error { out, err = tx.ListKlaerfallArten(ctx); return err })
	return out, err
}
