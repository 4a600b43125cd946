package bescheid

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/brief"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/store"
)

// AddAdressat says who else gets a Bescheid: somebody who takes part too, with a letter and a day of their own, or who
// represents the applicant, to whom the letter then goes instead. The letter is rendered before anything is changed.
func (s *Service) AddAdressat(ctx context.Context, a casework.Actor, id, bescheid uuid.UUID, version int,
	x casework.NeuerAdressat, bestaetigt []string) error {
	brief, err := s.renderAgain(ctx, a, id, version, func(
		tx *store.Tx, v *casework.Vorgang,
	) (*casework.Bescheid, error) {
		l, err := s.look(ctx, tx, v, bescheid, nil)
		if err != nil {
			return nil, err
		}
		if _, err := l.b.CheckAkt(v, x.Akt()); err != nil {
			return nil, err
		}
		x.NameApplicant(l.b, l.antrag)
		return l.b.FuerNeuen(uuid.Nil, &x, a.Anzeige, tx.Now), x.Check(l.b, l.antrag)
	})
	if err != nil {
		return err
	}
	return s.Change(ctx, a, id, casework.RechtBescheiden, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		l, err := s.look(ctx, tx, v, bescheid, nil)
		if err != nil {
			return err
		}
		fragen, err := l.b.CheckAkt(v, x.Akt())
		if err != nil {
			return err
		}
		x.NameApplicant(l.b, l.antrag)
		if err := x.Check(l.b, l.antrag); err != nil {
			return err
		}
		fragen = append(fragen, x.Fragen(l.def.Meta.Recht)...)
		if err := l.ask(fragen, bestaetigt, casework.Bekanntgabe{}); err != nil {
			return err
		}
		if x.Rolle == casework.RolleBevollmaechtigt {
			return s.sendToBevollmaechtigt(ctx, tx, v, l.b, &x, brief)
		}
		b := l.b.FuerNeuen(service.NewID(), &x, a.Anzeige, tx.Now)
		tx.Journal(v, "bescheid_adressat", eintrag(b, map[string]any{"rolle": x.Rolle,
			"vertritt": x.Anschrift.Vertritt, "bestaetigt": fragen}))
		if err := s.letterAgain(ctx, tx, v, b, brief); err != nil {
			return err
		}
		neu := b.AlsAdressat()
		neu.Am, neu.Von = tx.Now, a.Anzeige
		return tx.InsertAdressat(ctx, l.b, neu)
	})
}

// sendToBevollmaechtigt lets the letter go to who represents the applicant: what is announced to them is announced to
// the applicant, so there is one day, and it is theirs.
func (s *Service) sendToBevollmaechtigt(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid,
	x *casework.NeuerAdressat, brief brief.Fertig) error {
	if b.AndererWeg() {
		if err := s.leave(ctx, tx, v, b, b.Kanal); err != nil {
			return err
		}
	}
	b.Schritte = b.VorherigerWeg(casework.Heute(tx.Now))
	b.Kanal, b.Zustand, b.Anschrift = casework.KanalPost, casework.BescheidZurPost, &x.Anschrift
	tx.Journal(v, "bescheid_adressat", eintrag(b, map[string]any{"rolle": x.Rolle, "name": x.Anschrift.Name,
		"vertritt": x.Anschrift.Vertritt}))
	if err := s.letterAgain(ctx, tx, v, b, brief); err != nil {
		return err
	}
	if err := tx.SaveBescheid(ctx, b); err != nil {
		return err
	}
	return s.tellBevollmaechtigt(ctx, tx, v, b)
}

// tellBevollmaechtigt writes the applicant who gets the letter for them.
func (s *Service) tellBevollmaechtigt(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	b *casework.Bescheid) error {
	if b.Nachricht == nil || !versand.HasKonto(v) {
		return nil
	}
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return err
	}
	return s.Versand.StoreNachricht(ctx, tx, v, &versand.NeueNachricht{Nachricht: casework.Nachricht{
		ID: service.NewID(), Vorgang: v.ID, Richtung: casework.Aus, Art: casework.ArtBestaetigung,
		Betreff: "Ihr Bescheid geht an die Person, die Sie vertritt", Text: b.BriefAnVertretung(), Am: tx.Now,
		Von: tx.Actor.Anzeige, Antwort: casework.AntwortKeine, Bezug: b.Nachricht, Gelesen: true,
		Vertrauensniveau: versand.Niveau(def.Meta.Vertrauensniveau, v.Vertrauensniveau)}})
}
