package vorgang

import (
	"context"
	"slices"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// Filterangebot is what a person can narrow the desk to: only what can be there for them.
type Filterangebot struct {
	Status    []casework.Status
	Verfahren []*workflow.Definition
	Einheiten []store.Einheit
	Personen  []store.Benutzer
}

// ListFilter reads what the list of the desk can be narrowed to.
func (s *Service) ListFilter(ctx context.Context, a casework.Actor) (*Filterangebot, error) {
	if err := a.Must(casework.RechtLesen); err != nil {
		return nil, err
	}
	verfahren, err := s.ListVerfahren(ctx, a)
	if err != nil {
		return nil, err
	}
	sicht := a.Sicht()
	out := &Filterangebot{Status: sicht.Status, Verfahren: verfahren}
	if out.Status == nil {
		out.Status = casework.Alle
	}
	err = s.DB.ReadOne(ctx, a, func(ctx context.Context, tx *store.Tx) error {
		einheiten, err := tx.ListEinheiten(ctx)
		if err != nil {
			return err
		}
		for _, e := range einheiten {
			if sicht.Alle || slices.Contains(sicht.Einheiten, e.Schluessel) {
				out.Einheiten = append(out.Einheiten, e)
			}
		}
		out.Personen, err = tx.ListSachbearbeitung(ctx, sicht)
		return err
	})
	return out, err
}
