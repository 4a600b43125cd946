package anmeldung

import (
	"context"
	"slices"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// Ich is what one of the staff is told of oneself, beside the actor.
type Ich struct {
	Einheiten []store.Einheit // the own ones
	Mandant   *store.Mandant
}

// GetIch reads who is signed in.
func (s *Service) GetIch(ctx context.Context, a casework.Actor) (out *Ich, err error) {
	if err := a.Must(casework.RechtAngemeldet); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		units, err := s.Einheiten(ctx, tx)
		if err != nil {
			return err
		}
		own := slices.DeleteFunc(slices.Clone(units), func(e store.Einheit) bool {
			return !slices.Contains(a.Einheiten, e.Schluessel)
		})
		m, err := s.Mandant(ctx, tx)
		out = &Ich{own, m}
		return err
	})
	return out, err
}
