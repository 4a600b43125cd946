package verfahren

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// Versionspruefung is what activating a version from a day on would mean.
type Versionspruefung struct {
	Gegen        string // number of the version that takes new Vorgänge before; "" = none does
	Unterschiede []workflow.Change
	Konflikte    []workflow.Finding // forms that another procedure takes
	Haus         []workflow.Finding // what this house does not have of it
	Offen        []string           // what could not be judged, parts of German sentences
	Laufende     int                // Vorgänge on other versions, which keep theirs
	Aelter       bool               // a higher number takes the new ones
}

// CheckVerfahrensversion says what activating would change. Nothing is saved.
func (s *Service) CheckVerfahrensversion(ctx context.Context, a casework.Actor, id uuid.UUID,
	ab time.Time) (p *Versionspruefung, err error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		v, err := tx.GetVersion(ctx, id)
		if err != nil {
			return err
		}
		if v.Zustand == store.VersionAbgelegt || v.Zustand == store.VersionEntwurf {
			return casework.Fail(casework.Conflict, "version_not_checked")
		}
		def, err := s.Verfahren.Get(ctx, tx, v.Name, v.Stand)
		if err != nil {
			return err
		}
		l, err := s.readLage(ctx, tx)
		if err != nil {
			return err
		}
		alle, _, err := s.bestand(ctx, tx, l.versionen)
		if err != nil {
			return err
		}
		b := alle.without(v)
		p = &Versionspruefung{Konflikte: b.konflikte(def, ab), Aelter: b.hoeher(v, ab)}
		if err := readProben(ctx, tx, &l.haus, def); err != nil {
			return err
		}
		p.Haus, p.Offen = def.CheckHaus(l.haus)
		for key, n := range l.laufende {
			if key[0] == v.Name && key[1] != v.Stand {
				p.Laufende += n
			}
		}
		vorher := b.am(ab)
		if i := slices.IndexFunc(vorher, func(d *workflow.Definition) bool { return d.Name == v.Name }); i >= 0 {
			p.Gegen, p.Unterschiede = vorher[i].Version, workflow.Compare(vorher[i], def)
		}
		return nil
	})
	return p, err
}
