package verfahren

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ExportVerfahrensversion returns the files as they are kept: a ZIP that unpacks to <name>/<stand>/….
func (s *Service) ExportVerfahrensversion(ctx context.Context, a casework.Actor,
	id uuid.UUID) (v *store.Verfahrensversion, raw []byte, err error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		if v, err = tx.GetVersion(ctx, id); err != nil {
			return err
		}
		raw, err = tx.GetPack(ctx, id)
		return err
	})
	return v, raw, err
}
