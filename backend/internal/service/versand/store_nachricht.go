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
	erreicht, err := s.enqueueToKonto(ctx, tx, v, n)
	if err != nil || erreicht && !n.Brief {
		return err
	}
	return s.enqueueBrief(ctx, tx, v, &n.Nachricht, n.Anschrift)
}

// enqueueToKonto lets a message go to the account of the applicant; false = there is none, or no way to it.
func (s *Service) enqueueToKonto(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	n *NeueNachricht) (bool, error) {
	if !HasKonto(v) {
		return false, nil
	}
	ziel, refused, err := s.zielOf(ctx, tx, v, n)
	if err != nil {
		return false, err
	}
	if refused != nil && !n.ImPostfach { // nobody is there to shorten it, and it is never dropped
		ziel = casework.ZielAntragsraum
	}
	if ziel == casework.ZielAntragsraum && v.KontoPseudonym == "" && n.Art != casework.ArtBescheid {
		antrag, _, err := tx.GetAntrag(ctx, v.ID)
		if err != nil {
			return false, err
		}
		if p := antrag.Antragsteller.Postfach; p != nil && !casework.HasAnmeldung(p.Kanal) {
			return false, nil // nobody could sign in there and read it
		}
	}
	return true, s.EnqueueSendung(ctx, tx, v, ziel, string(n.Art), &n.ID)
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
