package antragsraum

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ReadAntragsraumNachricht opens a message. The first time is its retrieval: the Sendung is read, and a Bescheid
// provided with consent is announced on the next day. Repeating changes nothing. After the days of retrieval a
// Bescheid is not opened any more (retrieval_expired).
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
	if r.Abgerufen(r.Nachrichten[i]) {
		return r, nil
	}
	if err := s.noteAbruf(ctx, a, id, nachricht); err != nil {
		return nil, err
	}
	return s.GetAntragsraumVorgang(ctx, a, id)
}

func (s *Service) noteAbruf(ctx context.Context, a casework.Actor, id, nachricht uuid.UUID) error {
	return s.asApplicant(ctx, a, id, func(tx *store.Tx, v *casework.Vorgang) error {
		sendungen, err := tx.ListSendungen(ctx, id)
		if err != nil {
			return err
		}
		for _, x := range sendungen {
			if x.Nachricht == nil || *x.Nachricht != nachricht || x.Ziel != casework.ZielAntragsraum ||
				x.Zustand != casework.SendungBereitgestellt {
				continue
			}
			x.Zustand, x.GelesenAm = casework.SendungGelesen, &tx.Now
			if err := tx.SaveSendung(ctx, &x); err != nil {
				return err
			}
			tx.Journal(v, "nachricht_abgerufen", map[string]any{"nachricht": nachricht,
				"vertrauensniveau": a.Konto.Vertrauensniveau})
		}
		if err := s.Ablauf.AnnounceBrief(ctx, tx, v, nachricht, casework.BekanntDurchAbruf(tx.Now)); err != nil {
			return err
		}
		return s.announceAbruf(ctx, tx, v, nachricht)
	})
}

func (s *Service) announceAbruf(ctx context.Context, tx *store.Tx, v *casework.Vorgang, nachricht uuid.UUID) error {
	bescheide, err := tx.ListBescheide(ctx, v.ID)
	if err != nil {
		return err
	}
	kalender, err := s.Kalender(ctx, tx)
	if err != nil {
		return err
	}
	for _, b := range bescheide {
		if b.Nachricht == nil || *b.Nachricht != nachricht || b.AbgerufenAm != nil {
			continue
		}
		if b.AbrufVorbei(kalender, casework.Heute(tx.Now)) {
			return casework.Fail(casework.Conflict, "retrieval_expired")
		}
		b.AbgerufenAm = &tx.Now
		if b.Zustand != casework.BescheidBereitgestellt { // the copy of a letter
			return tx.SaveBescheid(ctx, &b)
		}
		def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
		if err != nil {
			return err
		}
		return s.Bescheid.Announce(ctx, tx, v, &b, kalender,
			casework.Bekannt(kalender, def.Meta.Recht, casework.Abgerufen, casework.Heute(tx.Now)))
	}
	return nil
}
