package vorgang

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ListAnsichten counts the views of the desk, each up to store.Zaehlgrenze+1.
func (s *Service) ListAnsichten(ctx context.Context, a casework.Actor) (out map[string]int, err error) {
	f := store.Filter{Sicht: a.Sicht(), Benutzer: a.Benutzer, Heute: casework.Heute(s.DB.Now())}
	err = s.DB.ReadOne(ctx, a, func(ctx context.Context, tx *store.Tx) error {
		out,
			err = tx.CountAnsichten(ctx, f)
		return err
	})
	if !a.Has(casework.RechtKlaerLesen) {
		delete(out, "klaerfaelle")
	}
	if !a.Has(casework.RechtLesen) {
		for k := range out {
			if k != "klaerfaelle" {
				delete(out, k)
			}
		}
	}
	return out, err
}
