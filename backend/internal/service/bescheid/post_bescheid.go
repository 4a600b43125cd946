package bescheid

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// PostBescheid: the letter was handed to the post on a day; the day of Bekanntgabe follows from it. What nobody
// expects of a letter is asked about first, with what would follow.
func (s *Service) PostBescheid(ctx context.Context, a casework.Actor, id, bescheid uuid.UUID, version int,
	aufgegeben time.Time, bestaetigt ...string) error {
	return s.Change(ctx, a, id, casework.RechtBescheiden, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		b, err := tx.GetBescheid(ctx, bescheid)
		if err != nil {
			return err
		}
		if b.Vorgang != id {
			return casework.Fail(casework.NotFound, "not_found")
		}
		kalender, err := s.Kalender(ctx, tx)
		if err != nil {
			return err
		}
		heute := casework.Heute(tx.Now)
		fragen, err := b.CheckPostaufgabe(kalender, aufgegeben, heute)
		if err != nil {
			return err
		}
		def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
		if err != nil {
			return err
		}
		bek := casework.BekanntgabeDurchPost(kalender, def.Meta.Recht, aufgegeben)
		if offen := casework.Unbestaetigt(fragen, bestaetigt); len(offen) > 0 {
			ende, _ := rechtsbehelf(def, kalender, bek.Am)
			return (&casework.Rueckfrage{Bestaetigen: offen, Bekanntgabe: bek, RechtsbehelfBis: ende}).Fehler()
		}
		if b.Zustand == casework.BescheidBereitgestellt {
			daten := map[string]any{"bescheid": b.ID, "von": b.Kanal, "nach": casework.KanalPost}
			if b.HinweisAm != nil {
				daten["hinweisAm"] = casework.Heute(*b.HinweisAm).Format("2006-01-02")
			}
			tx.Journal(v, "bescheid_anderer_weg", daten)
		}
		bek.Schritte = append(b.VorherigerWeg(heute), bek.Schritte...)
		b.Kanal, b.AufgegebenAm = casework.KanalPost, &aufgegeben
		tx.Journal(v, "bescheid_zur_post", map[string]any{"bescheid": b.ID, "am": aufgegeben.Format("2006-01-02"),
			"bestaetigt": fragen})
		return s.Announce(ctx, tx, v, b, kalender, bek)
	})
}
