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

// Sweep is the job of every minute: it finds what a crash left behind, lets Zugänge fetch, and forgets expired sessions.
// What fails for one tenant or one row is done again a minute later; everything else is done all the same.
func (s *Service) Sweep(ctx context.Context) error {
	nobody := casework.Actor{} // what stands at the door, before a tenant is known
	s.step(ctx, stepSitzungen, func() error {
		return s.DB.InTx(ctx, nobody, func(tx *store.Tx) error { return tx.DeleteAbgelaufen(ctx) })
	})
	var pull []store.Zugang
	s.step(ctx, stepZugaenge, func() error {
		return s.DB.ReadTx(ctx, nobody, func(tx *store.Tx) (err error) { pull, err = tx.ListPullZugaenge(ctx); return err })
	})
	var mandanten []store.Mandant
	err := s.DB.ReadTx(ctx, nobody, func(tx *store.Tx) (err error) { mandanten, err = tx.ListMandanten(ctx); return err })
	if err != nil {
		return err
	}
	for _, m := range mandanten {
		s.sweepMandant(ctx, m.ID, pull, mandanten)
	}
	return ctx.Err()
}

func (s *Service) sweepMandant(ctx context.Context, mandant uuid.UUID, pull []store.Zugang, alle []store.Mandant) {
	system := casework.System(mandant)
	part := func(step sweepStep, do func() error) { s.step(ctx, step, do, "mandant", mandant) }
	ask := func(step sweepStep, do func(*store.Tx) error) {
		part(step, func() error { return s.DB.InTx(ctx, system, do) })
	}
	ask(stepEingaenge, func(tx *store.Tx) error {
		ids, err := tx.ListLiegengeblieben(ctx, tx.Now.Add(-liegenZeit))
		for _, id := range ids {
			tx.Enqueue(casework.JobEingang{Mandant: mandant, Eingang: id})
		}
		return err
	})
	ask(stepPruefungen, func(tx *store.Tx) error {
		ids, err := tx.ListUngescannt(ctx, tx.Now.Add(-liegenZeit))
		for _, id := range ids {
			tx.Enqueue(casework.JobPruefung{Mandant: mandant, Vorgang: id})
		}
		return err
	})
	ask(stepAbholungen, func(tx *store.Tx) error { return s.enqueueAbholungen(ctx, tx, pull) })
	part(stepAlarme, func() error { return s.checkAlarme(ctx, mandant) })
	part(stepAufbewahrung, func() error { return s.keepRetention(ctx, mandant, alle) })
	part(stepDubletten, func() error { return s.findDubletten(ctx, mandant) })
	part(stepFristen, func() error { return s.endFristen(ctx, mandant) })
}

// endFristen: whoever waited for the end of a period has the ball again.
func (s *Service) endFristen(ctx context.Context, mandant uuid.UUID) error {
	var vorbei []uuid.UUID
	err := s.DB.ReadTx(ctx, casework.System(mandant), func(tx *store.Tx) (err error) {
		vorbei, err = tx.ListFristAbgelaufen(ctx, casework.Heute(tx.Now))
		return err
	})
	for _, id := range vorbei {
		s.step(ctx, stepFristen, func() error { return s.reassess(ctx, mandant, id) }, "mandant", mandant, "vorgang", id)
	}
	return err
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
