package bescheid

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ExpireAbruf ends the provision of a Bescheid nobody retrieved within ten days (§ 41 Abs. 2a VwVfG):
// it has no effect, and a person has to send it another way.
func (s *Service) ExpireAbruf(ctx context.Context, j casework.JobAbrufFrist) error {
	vorgang, err := s.vorgangOfBescheid(ctx, j.Mandant, j.Bescheid)
	if err != nil {
		return err
	}
	return s.System(ctx, j.Mandant, vorgang, func(tx *store.Tx, v *casework.Vorgang) error {
		b, err := tx.GetBescheid(ctx, j.Bescheid)
		if err != nil || b.Zustand != casework.BescheidBereitgestellt {
			return err
		}
		b.Zustand = casework.BescheidAbrufAbgelaufen
		tx.Journal(v, "bescheid_abruf_abgelaufen", map[string]any{"bescheid": b.ID})
		return tx.SaveBescheid(ctx, b)
	})
}
