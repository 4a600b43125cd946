package versand

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// StoreNachricht writes a message and the ways it takes: to the account where there is one, else a letter.
func (s *Service) StoreNachricht(ctx context.Context, tx *store.Tx, v *casework.Vorgang, n *NeueNachricht) error {
	if err := tx.InsertNachricht(ctx, &n.Nachricht, n.Punkte); err != nil {
		return err
	}
	if len(n.Anhaenge) > 0 {
		attached, err := tx.AttachDokumente(ctx, v.ID, n.ID, n.Anhaenge)
		if err != nil {
			return err
		}
		if attached != len(n.Anhaenge) {
			return casework.FailField("anhaenge", "not_attachable")
		}
	}
	if err := s.enqueueToKonto(ctx, tx, v, n); err != nil || !n.ByBrief(v) {
		return err
	}
	return s.enqueueBrief(ctx, tx, v, &n.Nachricht, n.Anschrift)
}

// enqueueToKonto lets a message go to the account of the applicant, where there is one.
func (s *Service) enqueueToKonto(ctx context.Context, tx *store.Tx, v *casework.Vorgang, n *NeueNachricht) error {
	if !HasKonto(v) {
		return nil
	}
	ziel, refused, err := s.zielOf(ctx, tx, v, n)
	if err != nil {
		return err
	}
	if refused != nil && !n.ImPostfach { // nobody is there to shorten it, and it is never dropped
		ziel = casework.ZielAntragsraum
	}
	return s.EnqueueSendung(ctx, tx, v, ziel, string(n.Art), &n.ID)
}

// HasKonto: without an account nobody could sign in and read.
func HasKonto(v *casework.Vorgang) bool { return v.KontoPseudonym != "" || v.PostfachAdresse != "" }

// EnqueueSendung writes a Sendung and asks for its delivery.
func (s *Service) EnqueueSendung(ctx context.Context, tx *store.Tx, v *casework.Vorgang, ziel, art string,
	nachricht *uuid.UUID) error {
	return s.Enqueue(ctx, tx, v, &casework.Sendung{ID: service.NewID(), Ziel: ziel, Art: art, Nachricht: nachricht})
}

// Enqueue is EnqueueSendung for a Sendung with an id of the caller's.
func (s *Service) Enqueue(ctx context.Context, tx *store.Tx, v *casework.Vorgang, x *casework.Sendung) error {
	x.Vorgang, x.Zustand, x.Am = v.ID, casework.SendungWartet, tx.Now
	if err := tx.InsertSendung(ctx, x); err != nil {
		return err
	}
	tx.Enqueue(casework.JobSendung{Mandant: v.Mandant, Sendung: x.ID})
	return nil
}
