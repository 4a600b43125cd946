package posteingang

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// GetEingangseinstellung reads what the authority set about alarms and retention.
func (s *Service) GetEingangseinstellung(ctx context.Context,
	a casework.Actor) (out *store.Eingangseinstellung, err error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error { out, err = tx.GetEingangseinstellung(ctx); return err })
	return out, err
}
