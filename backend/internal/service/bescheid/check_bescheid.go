package bescheid

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// CheckBescheid tells how a Bescheid that is being written stands before it goes out, and why a second person has to
// sign it; CreateBescheid refuses or asks by the same.
func (s *Service) CheckBescheid(ctx context.Context, a casework.Actor, id uuid.UUID,
	b casework.Bescheid) (p casework.BescheidPruefung, zeichnung []string, err error) {
	if err := a.Must(casework.RechtBescheiden); err != nil {
		return p, nil, err
	}
	err = s.Read(ctx, a, id, func(tx *store.Tx, v *casework.Vorgang) (err error) {
		if err := s.MayChange(ctx, tx, a, v, casework.RechtBescheiden); err != nil {
			return err
		}
		b.Am, b.Von = tx.Now, a.Anzeige
		b.Write()
		if err := followBezug(ctx, tx, v, &b); err != nil {
			return err
		}
		if err := s.fillTenor(ctx, tx, v, &b); err != nil {
			return err
		}
		if err := s.fill(ctx, tx, v, &b); err != nil {
			return err
		}
		if err := s.checkBezug(ctx, tx, v, &b); err != nil {
			return err
		}
		if b.Kanal, err = s.chooseKanal(ctx, tx, v, &b); err != nil {
			return err
		}
		if zeichnung, err = s.zeichnungsgruende(ctx, tx, v, &b); err != nil {
			return err
		}
		p, err = s.checkRelease(ctx, tx, v, &b)
		return err
	})
	if err != nil {
		return casework.BescheidPruefung{}, nil, err
	}
	return p, zeichnung, s.NoteBlick(ctx, a, casework.Zugriff{Vorgang: &id, Art: "vorschau"})
}

func (s *Service) checkRelease(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	b *casework.Bescheid) (p casework.BescheidPruefung, err error) {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return p, err
	}
	antrag, angaben, err := tx.GetAntrag(ctx, v.ID)
	if err != nil {
		return p, err
	}
	faden, err := service.LoadFaden(ctx, tx, v.ID)
	if err != nil {
		return p, err
	}
	l := casework.BescheidLage{Recht: def.Meta.Recht, Rechtsbehelf: rechtsbehelf(def, b),
		Empfaenger: b.Empfaenger(antrag), Heute: casework.Heute(tx.Now), Gestellt: casework.GestelltAm(antrag, v)}
	l.Mandat = def.Meta.ProposesEinzug(angaben)
	if l.Fruehestens, err = s.fruehestens(ctx, tx, casework.Fristrecht(&def.Meta), b, l); err != nil {
		return p, err
	}
	l.Frueher, l.Angeschrieben = b.Frueher(faden.Bescheide), faden.Angeschrieben()
	if l.Zeichen, err = s.zeichenOf(ctx, tx, v, b); err != nil {
		return p, err
	}
	for _, n := range faden.Anfragen() {
		if bis := n.Laufend(); bis != nil && (l.LaeuftBis == nil || bis.After(*l.LaeuftBis)) {
			l.LaeuftBis = bis
		}
	}
	return casework.BescheidPruefung{Punkte: b.CheckRelease(l), Empfaenger: l.Empfaenger,
		Adressaten: b.AdressatenVon(faden.Bescheide), Zahlung: b.Zahlung, Zeichen: l.Zeichen}, nil
}

// zeichenOf writes the letters of a Bescheid as they would go out and finds what none of them can show.
func (s *Service) zeichenOf(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	b *casework.Bescheid) ([]casework.Zeichenstelle, error) {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return nil, err
	}
	mit, x := *v, *b
	r := rechtsbehelf(def, b)
	x.Rechtsbehelf = &r
	if mit.Aktenzeichen == "" { // as it is given with the decision
		mit.Aktenzeichen = v.Zeichen(def.Meta.Aktenzeichen)
	}
	brief, err := s.bescheidBrief(ctx, tx, &mit, &x, false)
	if err != nil {
		return nil, err
	}
	auch, err := s.weitereBriefe(ctx, tx, &mit, &x)
	if err != nil {
		return nil, err
	}
	return append(findZeichen(brief.Daten, &x), zeichenDerWeiteren(auch)...), nil
}

// fruehestens is the day on which a letter of today would be announced: by the rule, or tomorrow where there is none.
func (s *Service) fruehestens(ctx context.Context, tx *store.Tx, recht string, b *casework.Bescheid,
	l casework.BescheidLage) (time.Time, error) {
	k, err := s.Kalender(ctx, tx)
	if err != nil {
		return time.Time{}, err
	}
	var am time.Time
	switch b.Kanal {
	case casework.KanalPost:
		am = casework.PerPost(k, recht, l.Empfaenger.Land, l.Heute).Am
	case casework.KanalPostfach:
		am = casework.Bekannt(k, recht, casework.Bereitgestellt, l.Heute).Am
	}
	if !am.IsZero() {
		return am, nil
	}
	return l.Heute.AddDate(0, 0, 1), nil
}
