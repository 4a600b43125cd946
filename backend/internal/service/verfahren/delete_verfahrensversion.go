package verfahren

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// DeleteVerfahrensversion forgets what never took an application. What was active stays for ever.
func (s *Service) DeleteVerfahrensversion(ctx context.Context, a casework.Actor, id uuid.UUID) error {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return err
	}
	return s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		if err := tx.LockVerfahren(ctx); err != nil {
			return err
		}
		v, err := tx.GetVersion(ctx, id)
		if err != nil {
			return err
		}
		benutzt, err := tx.HasVorgaenge(ctx, v.Name, v.Stand)
		if err != nil {
			return err
		}
		eingesetzt := v.Zustand == store.VersionAktiv || v.Zustand == store.VersionZurueckgezogen
		if eingesetzt || benutzt && v.Zustand != store.VersionAbgelegt {
			return casework.Fail(casework.Conflict, "version_in_use")
		}
		if err := tx.DeleteVersion(ctx, id); err != nil {
			return err
		}
		return tx.Record(ctx, verworfen, v.Name+"/"+v.Stand, map[string]any{"pruefsumme": v.Pruefsumme})
	})
}
