package kehraus

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// liegenZeit: a delivery this old that nobody processed was left behind by a crash.
const liegenZeit = 2 * time.Minute

// Sweep is the job of every minute: it finds what a crash left behind, lets Zugänge fetch, and forgets expired
// sessions. What fails for one tenant or one row is done again a minute later; everything else is done all the same.
func (s *Service) Sweep(ctx context.Context) error {
	nobody := casework.Actor{} // what stands at the door, before a tenant is known
	s.Step(ctx, service.StepSitzungen, func() error {
		return s.DB.InTx(ctx, nobody, func(tx *store.Tx) error { return tx.DeleteAbgelaufen(ctx) })
	})
	var pull []store.Zugang
	s.Step(ctx, service.StepZugaenge, func() error {
		return s.DB.ReadTx(ctx, nobody, func(tx *store.Tx) (err error) {
			pull,
				err = tx.ListPullZugaenge(ctx)
			return err
		})
	})
	var mandanten []store.Mandant
	err := s.DB.ReadTx(ctx, nobody, func(tx *store.Tx) (err error) {
		mandanten,
			err = tx.ListMandanten(ctx)
		return err
	})
	if err != nil {
		return err
	}
	for _, m := range mandanten {
		s.sweepMandant(ctx, m.ID, pull, mandanten)
		s.Step(ctx, service.StepAnker, func() error { return s.Anchor(ctx, m.ID, m.Schluessel) }, "mandant", m.ID)
	}
	return ctx.Err()
}

func (s *Service) sweepMandant(ctx context.Context, mandant uuid.UUID, pull []store.Zugang, alle []store.Mandant) {
	system := casework.System(mandant)
	part := func(step service.SweepStep, do func() error) { s.Step(ctx, step, do, "mandant", mandant) }
	ask := func(step service.SweepStep, do func(*store.Tx) error) {
		part(step, func() error { return s.DB.InTx(ctx, system, do) })
	}
	ask(service.StepEingaenge, func(tx *store.Tx) error {
		ids, err := tx.ListLiegengeblieben(ctx, tx.Now.Add(-liegenZeit))
		for _, id := range ids {
			tx.Enqueue(casework.JobEingang{Mandant: mandant, Eingang: id})
		}
		return err
	})
	ask(service.StepPruefungen, func(tx *store.Tx) error {
		ids, err := tx.ListUngescannt(ctx, tx.Now.Add(-liegenZeit))
		for _, id := range ids {
			tx.Enqueue(casework.JobPruefung{Mandant: mandant, Vorgang: id})
		}
		return err
	})
	ask(service.StepAbholungen, func(tx *store.Tx) error { return s.Posteingang.EnqueueAbholungen(ctx, tx, pull) })
	ask(service.StepRueckmeldungen, func(tx *store.Tx) error { return s.Kanaele.EnqueueRueckabrufe(ctx, tx) })
	ask(service.StepSendungen, func(tx *store.Tx) error { return s.Versand.EnqueueLeftBehind(ctx, tx) })
	part(service.StepAlarme, func() error { return s.Posteingang.CheckAlarme(ctx, mandant) })
	part(service.StepAufbewahrung, func() error { return s.Posteingang.KeepRetention(ctx, mandant, alle) })
	part(service.StepDubletten, func() error { return s.Vorgang.FindDubletten(ctx, mandant) })
	part(service.StepFristen, func() error { return s.Vorgang.EndFristen(ctx, mandant) })
	part(service.StepErinnerungen, func() error { return s.Versand.RemindAntragsteller(ctx, mandant) })
	part(service.StepLeseprotokoll, func() error { return s.Vorgang.EndZugriffe(ctx, mandant) })
	ask(service.StepSuche, func(tx *store.Tx) error { return s.Vorgang.RenewSuchen(ctx, tx) })
}
