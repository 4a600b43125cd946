package versand

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// erinnertAb: nobody is reminded before this hour in Europe/Berlin; a mail in the night reminds nobody.
const erinnertAb = 7

// RemindAntragsteller reminds applicants of what ends for them soon: an answer the office waits for, a Bescheid that is
// provided for retrieval. Once for each last day; a period that was extended has another one.
func (s *Service) RemindAntragsteller(ctx context.Context, mandant uuid.UUID) error {
	if s.Kanaele[casework.ZielEmail] == nil || casework.Berlin(s.DB.Now()).Hour() < erinnertAb {
		return nil
	}
	var bald []uuid.UUID
	err := s.DB.ReadTx(ctx, casework.System(mandant), func(tx *store.Tx) (err error) {
		heute := casework.Heute(tx.Now)
		bald, err = tx.ListBaldVorbei(ctx, heute, heute.AddDate(0, 0, casework.Erinnerungstage))
		return err
	})
	for _, id := range bald {
		s.Step(ctx, service.StepErinnerungen, func() error {
			return s.DB.InTx(ctx, casework.System(mandant), func(tx *store.Tx) error { return s.remind(ctx, tx, id) })
		}, "mandant", mandant, "vorgang", id)
	}
	return err
}

// remind changes nothing of the Vorgang: who works on it is not out of date. That it was sent stands in the journal.
func (s *Service) remind(ctx context.Context, tx *store.Tx, id uuid.UUID) error {
	v, err := tx.LockVorgang(ctx, id)
	if err != nil {
		return err
	}
	antrag, _, err := tx.GetAntrag(ctx, v.ID)
	if err != nil || !HasKonto(v) || !s.Benachrichtigbar(antrag) {
		return err
	}
	offen, err := s.offen(ctx, tx, v)
	if err != nil {
		return err
	}
	sendungen, err := tx.ListSendungen(ctx, v.ID)
	if err != nil {
		return err
	}
	for _, o := range offen {
		if !o.Erinnern(casework.Heute(tx.Now)) || reminded(o, sendungen) {
			continue
		}
		x := &casework.Sendung{ID: service.NewID(), Ziel: casework.ZielEmail, Art: casework.SendungHinweis,
			Nachricht: &o.Nachricht, ErinnertAn: o.Bis}
		if err := s.Enqueue(ctx, tx, v, x); err != nil {
			return err
		}
	}
	return nil
}

// offen is what waits for the applicant now, the earliest day first.
func (s *Service) offen(ctx context.Context, tx *store.Tx, v *casework.Vorgang) ([]casework.Offenes, error) {
	f, err := service.LoadFaden(ctx, tx, v.ID)
	if err != nil {
		return nil, err
	}
	kalender, err := s.Kalender(ctx, tx)
	if err != nil {
		return nil, err
	}
	return casework.FuerSie(f.Alles(kalender, casework.Heute(tx.Now), casework.Umstand{NimmtAn: v.Wants()})), nil
}

func reminded(o casework.Offenes, sendungen []casework.Sendung) bool {
	return slices.ContainsFunc(sendungen, func(x casework.Sendung) bool {
		return x.Nachricht != nil && *x.Nachricht == o.Nachricht && x.ErinnertAn != nil && x.ErinnertAn.Equal(*o.Bis)
	})
}
