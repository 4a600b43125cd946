package vorgang

import (
	"context"
	"errors"
	"fmt"
	"io"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// CheckVerlauf walks the chains of all Vorgänge of all tenants and reports every break to w.
func (s *Service) CheckVerlauf(ctx context.Context, w io.Writer) (geprueft, fehler int, err error) {
	var mandanten []store.Mandant
	err = s.DB.ReadTx(ctx, casework.Actor{}, func(tx *store.Tx) (err error) {
		mandanten,
			err = tx.ListMandanten(ctx)
		return err
	})
	for _, m := range mandanten {
		n, f, e := s.checkMandant(ctx, m, w)
		geprueft, fehler, err = geprueft+n, fehler+f, errors.Join(err, e)
	}
	return geprueft, fehler, err
}

func (s *Service) checkMandant(ctx context.Context, m store.Mandant, w io.Writer) (geprueft, fehler int, err error) {
	err = s.DB.ReadTx(ctx, casework.System(m.ID), func(tx *store.Tx) error {
		last := [16]byte{}
		for {
			ids, err := tx.ListVorgangIDs(ctx, last)
			if err != nil || len(ids) == 0 {
				return err
			}
			for _, id := range ids {
				v, err := tx.GetVorgang(ctx, id)
				if err != nil {
					return err
				}
				eintraege, err := tx.ListVerlauf(ctx, id)
				if err != nil {
					return err
				}
				geprueft++
				if bruch := casework.CheckKette(eintraege, v.VerlaufNr, v.VerlaufHash); bruch != "" {
					fehler++
					fmt.Fprintf(w, "%s %s: %s\n", m.Schluessel, v.Vorgangsnummer, bruch)
				}
				last = id
			}
		}
	})
	return geprueft, fehler, err
}
