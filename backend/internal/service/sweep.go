package service

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// liegenZeit: a delivery this old that nobody processed was left behind by a crash.
const liegenZeit = 2 * time.Minute

// Sweep is the job of every minute: it finds what a crash left behind, lets Zugänge fetch, and forgets
// expired sessions.
func (s *Service) Sweep(ctx context.Context) error {
	var mandanten []store.Mandant
	var pull []store.Zugang
	err := s.DB.InTx(ctx, casework.Actor{}, func(tx *store.Tx) (err error) {
		if err = tx.DeleteAbgelaufen(ctx); err != nil {
			return err
		}
		if pull, err = tx.ListPullZugaenge(ctx); err != nil {
			return err
		}
		mandanten, err = tx.ListMandanten(ctx)
		return err
	})
	if err != nil {
		return err
	}
	for _, m := range mandanten {
		var vorbei []uuid.UUID
		err := s.DB.InTx(ctx, casework.System(m.ID), func(tx *store.Tx) (err error) {
			if vorbei, err = tx.ListFristAbgelaufen(ctx, casework.Heute(tx.Now)); err != nil {
				return err
			}
			return s.sweepMandant(ctx, tx, m, pull)
		})
		if err != nil {
			return err
		}
		if err := s.checkAlarme(ctx, m.ID); err != nil {
			s.Log.Error("look for alarms", "mandant", m.ID, "error", err)
		}
		if err := s.keepRetention(ctx, m.ID, mandanten); err != nil {
			s.Log.Error("retention", "mandant", m.ID, "error", err)
		}
		if err := s.findDubletten(ctx, m.ID); err != nil {
			s.Log.Error("look for duplicates", "mandant", m.ID, "error", err) // a hint must not stop the rest
		}
		for _, id := range vorbei { // whoever waited for the end of a period has the ball again
			if err := s.reassess(ctx, m.ID, id); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Service) sweepMandant(ctx context.Context, tx *store.Tx, m store.Mandant, pull []store.Zugang) error {
	before := tx.Now.Add(-liegenZeit)
	eingaenge, err := tx.ListLiegengeblieben(ctx, before)
	if err != nil {
		return err
	}
	for _, id := range eingaenge {
		tx.Enqueue(casework.JobEingang{Mandant: m.ID, Eingang: id})
	}
	vorgaenge, err := tx.ListUngescannt(ctx, before)
	if err != nil {
		return err
	}
	for _, id := range vorgaenge {
		tx.Enqueue(casework.JobPruefung{Mandant: m.ID, Vorgang: id})
	}
	return s.enqueueAbholungen(ctx, tx, pull)
}

// reassess saves a Vorgang whose situation changed by the passing of time alone, and only then.
func (s *Service) reassess(ctx context.Context, mandant, id uuid.UUID) error {
	return s.DB.InTx(ctx, casework.System(mandant), func(tx *store.Tx) error {
		v, err := tx.LockVorgang(ctx, id)
		if err != nil {
			return err
		}
		vorher := v.WartetAuf
		if err := s.assess(ctx, tx, v); err != nil || v.WartetAuf == vorher {
			return err
		}
		return tx.SaveVorgang(ctx, v)
	})
}

// ProcessLeftBehind is the job of one delivery a crash left behind.
func (s *Service) ProcessLeftBehind(ctx context.Context, j casework.JobEingang) error {
	_, err := s.retryEingang(ctx, j.Mandant, j.Eingang) // the verdict stands in its row; the next sweep finds what is left
	return err
}

// CheckVerlauf walks the chains of all Vorgänge of all tenants and reports every break to w.
func (s *Service) CheckVerlauf(ctx context.Context, w io.Writer) (geprueft, fehler int, err error) {
	var mandanten []store.Mandant
	err = s.DB.ReadTx(ctx, casework.Actor{}, func(tx *store.Tx) (err error) { mandanten, err = tx.ListMandanten(ctx); return err })
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
				if bruch := casework.PruefeKette(eintraege, v.VerlaufNr, v.VerlaufHash); bruch != "" {
					fehler++
					fmt.Fprintf(w, "%s %s: %s\n", m.Schluessel, v.Vorgangsnummer, bruch)
				}
				last = id
			}
		}
	})
	return geprueft, fehler, err
}
