package anbindung

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// DeleteMuster forgets a sample; its mapping is no longer held against it.
func (s *Service) DeleteMuster(ctx context.Context, a casework.Actor, id uuid.UUID) error {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return err
	}
	return s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		m, err := tx.GetMuster(ctx, id)
		if err != nil {
			return err
		}
		if err := tx.DeleteMuster(ctx, id); err != nil {
			return err
		}
		tx.Notify(casework.Meldung{Art: "zuordnung"})
		return tx.Record(ctx, "muster_geloescht", m.ID.String(), map[string]any{"zugang": m.Zugang,
			"formular": m.Formular, "version": m.Version})
	})
}
