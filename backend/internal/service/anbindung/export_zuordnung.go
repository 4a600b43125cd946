package anbindung

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ExportZuordnung writes one mapping as a text file.
func (s *Service) ExportZuordnung(ctx context.Context, a casework.Actor,
	id uuid.UUID) (*store.Zuordnung, []byte, error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, nil, err
	}
	var z *store.Zuordnung
	if err := s.DB.ReadTx(ctx, a, func(tx *store.Tx) (err error) {
		z, err = tx.GetZuordnung(ctx,
			id)
		return err
	}); err != nil {
		return nil, nil, err
	}
	raw, err := z.Inhalt.Datei()
	return z, raw, err
}
