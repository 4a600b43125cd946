package vorgang

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// AcceptVorgang: neu → angenommen.
func (s *Service) AcceptVorgang(ctx context.Context, a casework.Actor, id uuid.UUID, version int) error {
	return s.Change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if err := v.Accept(); err != nil {
			return err
		}
		tx.Journal(v, "angenommen", nil)
		return s.GiveAktenzeichen(ctx, tx, v)
	})
}
