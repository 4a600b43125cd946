package bescheid

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// Postaufgabe is what a person enters about a letter handed to the post.
type Postaufgabe struct {
	Adressat      *uuid.UUID // whose letter it is; nil = that of who applied
	AufgegebenAm  time.Time
	Bestaetigt    []string
	BekanntgabeAm *time.Time // where no rule gives the day
	Grund         string     // why it is that day
}

// PostBescheid: the letter was handed to the post on a day; the day of Bekanntgabe follows from it. What nobody
// expects of a letter is asked about first, with what would follow. Where no rule is known the person says the day.
func (s *Service) PostBescheid(ctx context.Context, a casework.Actor, id, bescheid uuid.UUID, version int,
	p Postaufgabe) error {
	return s.Change(ctx, a, id, casework.RechtBescheiden, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		l, err := s.look(ctx, tx, v, bescheid, p.Adressat)
		if err != nil {
			return err
		}
		b := l.b
		fragen, err := b.CheckPostaufgabe(v, l.kalender, p.AufgegebenAm, l.heute)
		if err != nil {
			return err
		}
		bek := casework.PerPost(l.kalender, l.recht, l.land, p.AufgegebenAm)
		vorher, weg := b.VorherigerWeg(l.heute), b.AndererWeg()
		von := b.Kanal
		b.Kanal, b.AufgegebenAm = casework.KanalPost, &p.AufgegebenAm
		if bek, err = l.sayDay(bek, p, a.Anzeige, &fragen); err != nil {
			return err
		}
		if err := l.ask(fragen, p.Bestaetigt, bek); err != nil {
			return err
		}
		if weg {
			if err := s.leave(ctx, tx, v, b, von); err != nil {
				return err
			}
		}
		bek.Schritte = append(vorher, bek.Schritte...)
		daten := eintrag(b, map[string]any{"am": p.AufgegebenAm.Format("2006-01-02"), "bestaetigt": fragen})
		if p.BekanntgabeAm != nil {
			daten["grund"] = p.Grund
		}
		tx.Journal(v, "bescheid_zur_post", daten)
		return s.Announce(ctx, tx, v, b, l.kalender, bek)
	})
}

// leave: it is provided for retrieval no longer, and not sent into the mailbox any more.
func (s *Service) leave(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid,
	von string) error {
	daten := eintrag(b, map[string]any{"von": von, "nach": casework.KanalPost})
	if b.HinweisAm != nil {
		daten["hinweisAm"] = casework.Heute(*b.HinweisAm).Format("2006-01-02")
	}
	tx.Journal(v, "bescheid_anderer_weg", daten)
	if von != casework.KanalPostfach || b.Nachricht == nil {
		return nil
	}
	return dropSendungen(ctx, tx, v, *b.Nachricht)
}

// lage is a Bescheid and what its dates follow from.
type lage struct {
	b        *casework.Bescheid
	def      *workflow.Definition
	kalender casework.Kalender
	antrag   *casework.Antrag
	land     string // country of the address
	recht    string // by which its day is found
	heute    time.Time
}

// look reads a Bescheid as it is for one of those it is announced to; adressat nil = for who applied.
func (s *Service) look(ctx context.Context, tx *store.Tx, v *casework.Vorgang, id uuid.UUID,
	adressat *uuid.UUID) (l lage, err error) {
	l.heute = casework.Heute(tx.Now)
	if l.b, err = tx.GetBescheid(ctx, id); err != nil {
		return l, err
	}
	if l.b.Vorgang != v.ID {
		return l, casework.Fail(casework.NotFound, "not_found")
	}
	if adressat != nil {
		if l.b = l.b.Ausfertigung(*adressat); l.b == nil {
			return l, casework.Fail(casework.NotFound, "not_found")
		}
	}
	if l.kalender, err = s.Kalender(ctx, tx); err != nil {
		return l, err
	}
	if l.def, err = s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand); err != nil {
		return l, err
	}
	l.recht = casework.Fristrecht(&l.def.Meta)
	if l.antrag, _, err = tx.GetAntrag(ctx, v.ID); err != nil {
		return l, err
	}
	l.land = l.b.Empfaenger(l.antrag).Land
	return l, nil
}

// sayDay takes the day a person has found, where no rule gives one; it is asked for as long as it is missing.
func (l *lage) sayDay(bek casework.Bekanntgabe, p Postaufgabe, wer string,
	fragen *[]string) (casework.Bekanntgabe, error) {
	switch {
	case !bek.Am.IsZero() && p.BekanntgabeAm != nil:
		return bek, casework.FailField("bekanntgabeAm", "computed_by_rule")
	case !bek.Am.IsZero():
		return bek, nil
	case p.BekanntgabeAm == nil:
		*fragen = append(*fragen, casework.BestaetigtTag)
		return bek, nil
	}
	if err := l.b.CheckVonHand(p.BekanntgabeAm, p.Grund, l.heute); err != nil {
		return bek, err
	}
	return casework.VonHand(bek, *p.BekanntgabeAm, wer, p.Grund), nil
}

// ask answers with what is not confirmed and what would follow. The day itself is never confirmed: it is said.
func (l *lage) ask(fragen, bestaetigt []string, bek casework.Bekanntgabe) error {
	bestaetigt = slices.DeleteFunc(slices.Clone(bestaetigt), func(x string) bool { return x == casework.BestaetigtTag })
	offen := casework.Unbestaetigt(fragen, bestaetigt)
	if len(offen) == 0 {
		return nil
	}
	ende, schritte := rechtsbehelf(l.def, l.b).Ende(l.kalender, bek.Am, l.land)
	bek.Schritte = slices.Concat(bek.Schritte, schritte) // as they will stand with the Bescheid
	return (&casework.Rueckfrage{Bestaetigen: offen, Bekanntgabe: bek, RechtsbehelfBis: ende}).Fehler()
}
