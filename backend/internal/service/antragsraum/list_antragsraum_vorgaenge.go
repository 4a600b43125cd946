package antragsraum

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// Verschlossen is all that a login which is not sure enough learns of an application: that there is one.
type Verschlossen struct {
	EingangAm time.Time
	Niveau    int // what the login must reach
}

// ListAntragsraumVorgaenge lists the applications of the signed-in account, and apart from them those that need a
// surer login.
func (s *Service) ListAntragsraumVorgaenge(ctx context.Context,
	a casework.Actor) (out []Raum, zu []Verschlossen, err error) {
	if err := a.Must(casework.RechtAntragsraum); err != nil {
		return nil, nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		vorgaenge, err := tx.VorgaengeOfKonto(ctx, a.Konto)
		if err != nil {
			return err
		}
		for _, v := range vorgaenge {
			if a.Konto.Erreicht(v.NoetigesNiveau()) != nil {
				zu = append(zu, Verschlossen{v.EingangAm, v.NoetigesNiveau()})
				continue
			}
			r, err := s.loadRaum(ctx, tx, a, v)
			if err != nil {
				return err
			}
			out = append(out, *r)
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	z := blickOf(a, "antragsraum_liste", nil)
	z.Vorgaenge = []uuid.UUID{}
	for i := range out {
		z.Vorgaenge = append(z.Vorgaenge, out[i].ID)
	}
	return out, zu, s.NoteBlick(ctx, a, z)
}
