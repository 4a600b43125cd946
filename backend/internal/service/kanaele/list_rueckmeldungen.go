package kanaele

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ListRueckmeldungen reads what came back and belongs to no Vorgang, oldest first.
func (s *Service) ListRueckmeldungen(ctx context.Context, a casework.Actor) (out []casework.Rueckpost, err error) {
	if err := a.Must(casework.RechtKlaerLesen); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) (err error) {
		out, err = tx.ListUngeklaerte(ctx)
		return err
	})
	return out, err
}
