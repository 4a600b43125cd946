package antragsraum

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ReadAntragsraumNachricht opens a message; the first time the Sendung is read. A Bescheid is not retrieved by it: that
// is the delivery of its document (NoteAbruf). Repeating changes nothing. After the days of retrieval a Bescheid is not
// opened any more (retrieval_expired).
func (s *Service) ReadAntragsraumNachricht(ctx context.Context, a casework.Actor, id,
	nachricht uuid.UUID) (*Raum, error) {
	r, err := s.GetAntragsraumVorgang(ctx, a, id)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(r.Nachrichten, func(n casework.Nachricht) bool { return n.ID == nachricht })
	if i < 0 {
		return nil, casework.Fail(casework.NotFound, "not_found")
	}
	if r.Gesperrt(r.Nachrichten[i]) {
		return nil, a.Konto.Erreicht(r.Nachrichten[i].Vertrauensniveau)
	}
	if r.AbrufVorbei(nachricht) {
		return nil, casework.Fail(casework.Conflict, "retrieval_expired")
	}
	if r.Abgerufen(r.Nachrichten[i]) {
		return r, nil
	}
	if err := s.noteGelesen(ctx, a, id, nachricht); err != nil {
		return nil, err
	}
	return s.GetAntragsraumVorgang(ctx, a, id)
}

func (s *Service) noteGelesen(ctx context.Context, a casework.Actor, id, nachricht uuid.UUID) error {
	return s.asApplicant(ctx, a, "readAntragsraumNachricht", id, func(tx *store.Tx, v *casework.Vorgang) error {
		if err := s.checkAbrufOffen(ctx, tx, v, nachricht); err != nil {
			return err
		}
		sendungen, err := tx.ListSendungen(ctx, id)
		if err != nil {
			return err
		}
		for _, x := range sendungen {
			if x.Nachricht == nil || *x.Nachricht != nachricht || !casework.ImRaum(x.Ziel) ||
				x.Zustand != casework.SendungBereitgestellt {
				continue
			}
			x.Zustand, x.GelesenAm = casework.SendungGelesen, &tx.Now
			if err := tx.SaveSendung(ctx, &x); err != nil {
				return err
			}
			tx.Journal(v, "nachricht_abgerufen", map[string]any{"nachricht": nachricht,
				"vertrauensniveau": a.Konto.Vertrauensniveau, "sitzung": a.Sitzung})
		}
		return s.Ablauf.AnnounceBrief(ctx, tx, v, nachricht, casework.BekanntDurchAbruf(tx.Now))
	})
}

// checkAbrufOffen: the tenth day may end between looking and opening.
func (s *Service) checkAbrufOffen(ctx context.Context, tx *store.Tx, v *casework.Vorgang, nachricht uuid.UUID) error {
	bescheide, err := tx.ListBescheide(ctx, v.ID)
	if err != nil {
		return err
	}
	kalender, err := s.Kalender(ctx, tx)
	if err != nil {
		return err
	}
	for _, b := range bescheide {
		if b.Nachricht != nil && *b.Nachricht == nachricht && b.AbrufVorbei(kalender, casework.Heute(tx.Now)) {
			return casework.Fail(casework.Conflict, "retrieval_expired")
		}
	}
	return nil
}
