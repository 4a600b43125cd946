package posteingang

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// Klaerfall is a delivery that waits, or waited, for a person, as this person may see it.
type Klaerfall struct {
	store.Eingang
	Ueberfaellig  bool // waits longer than the authority allows itself
	DarfFreigeben bool // this person is a second one
}

func klaerfallOf(a casework.Actor, e store.Eingang, set *store.Eingangseinstellung, tx *store.Tx) Klaerfall {
	offen := e.Zustand == store.EingangKlaerfall
	return Klaerfall{e, offen && casework.KlaerfallAlt(e.KlaerfallAm, set.KlaerfallStunden, tx.Now),
		offen && e.VerwerfenVon != nil && *e.VerwerfenVon != a.Benutzer && a.Has(casework.RechtVerwerfen)}
}

// ListKlaerfaelle pages through deliveries that wait for a person.
func (s *Service) ListKlaerfaelle(ctx context.Context, a casework.Actor,
	f store.Klaerfilter) (out []Klaerfall, err error) {
	if err := a.Must(casework.RechtKlaerLesen); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		rows, err := tx.ListKlaerfaelle(ctx, f)
		if err != nil {
			return err
		}
		set, err := tx.GetEingangseinstellung(ctx)
		for _, e := range rows {
			out = append(out, klaerfallOf(a, e, set, tx))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, s.NoteBlick(ctx, a, casework.Zugriff{Art: "klaerfaelle"})
}
