package versand

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// PostBrief: the letter of a message was handed to the post on a day. What the process counts from it begins with the
// day it counts as known (§ 41 Abs. 2 Satz 1 VwVfG and its like). What nobody expects is asked about first.
func (s *Service) PostBrief(ctx context.Context, a casework.Actor, id, sendung uuid.UUID, version int, am time.Time,
	bestaetigt []string) error {
	return s.Change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		x, n, err := briefOf(ctx, tx, v, sendung)
		if err != nil {
			return err
		}
		kalender, err := s.Kalender(ctx, tx)
		if err != nil {
			return err
		}
		def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
		if err != nil {
			return err
		}
		bek := casework.PerPost(kalender, def.Meta.Recht, x.Anschrift.Land, am)
		fragen, err := x.CheckPostaufgabe(n, kalender, am, bek.Am, casework.Heute(tx.Now))
		if err != nil {
			return err
		}
		if offen := casework.Unbestaetigt(fragen, bestaetigt); len(offen) > 0 {
			return (&casework.Rueckfrage{Bestaetigen: offen, Bekanntgabe: bek}).Fehler()
		}
		x.Zustand, x.AufgegebenAm, x.BereitgestelltAm = casework.SendungBereitgestellt, &am, &tx.Now
		tx.Journal(v, "brief_zur_post", map[string]any{"sendung": x.ID, "nachricht": n.ID,
			"am": am.Format(time.DateOnly), "bestaetigt": fragen, "regel": bek.Regel})
		if err := tx.SaveSendung(ctx, x); err != nil || bek.Am.IsZero() {
			return err
		}
		return s.Ablauf.AnnounceBrief(ctx, tx, v, n.ID, bek.Am)
	})
}

// briefOf is the letter of a message of this Vorgang.
func briefOf(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	sendung uuid.UUID) (*casework.Sendung, *casework.Nachricht, error) {
	x, err := tx.LockSendung(ctx, sendung)
	if err != nil {
		return nil, nil, err
	}
	if x.Vorgang != v.ID || x.Ziel != casework.ZielPost || x.Nachricht == nil {
		return nil, nil, casework.Fail(casework.NotFound, "not_found")
	}
	n, err := tx.GetNachricht(ctx, *x.Nachricht)
	return x, n, err
}
