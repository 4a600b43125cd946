package bescheid

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// rechtsbehelf is what the Bescheid says about the remedy against it; of a draft, what it would say.
func rechtsbehelf(def *workflow.Definition, b *casework.Bescheid) casework.Rechtsbehelf {
	if b.Rechtsbehelf != nil {
		return *b.Rechtsbehelf
	}
	if b.Aenderung.Wirkt().Art == casework.AktBerichtigen {
		if r, ok := casework.RechtsbehelfBerichtigung(def.Meta.Recht); ok {
			return r
		}
	}
	return casework.BestimmeRechtsbehelf(def.Meta.Recht, def.Meta.Rechtsbehelf, b.Am)
}

// tagFeststellen is what the Wiedervorlage says until a person has found the day.
const tagFeststellen = "Bekanntgabe des Bescheids feststellen"

// Announce records Bekanntgabe and the end of the period for remedies, with the steps of the computation.
func (s *Service) Announce(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid,
	kalender casework.Kalender, bek casework.Bekanntgabe) error {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return err
	}
	antrag, _, err := tx.GetAntrag(ctx, v.ID)
	if err != nil {
		return err
	}
	b.Zustand, b.Regel, b.Schritte = casework.BescheidBekanntgegeben, bek.Regel, bek.Schritte
	if bek.Am.IsZero() { // provided when a rule was known, and none is now: a person finds the date
		tx.Journal(v, "bescheid_tag_offen", eintrag(b, map[string]any{"regel": bek.Regel}))
		w := &casework.Wiedervorlage{ID: service.NewID(), Vorgang: v.ID, Betreff: tagFeststellen,
			Beschreibung: bek.Schritte[0], FaelligAm: casework.Heute(tx.Now), Von: "Kontor"}
		if err := tx.InsertWiedervorlage(ctx, w); err != nil {
			return err
		}
		return s.keep(ctx, tx, b, casework.Feststellung{Anlass: casework.AnlassErst, An: versandt(b, antrag)})
	}
	b.BekanntgabeAm = &bek.Am
	ende, schritte := rechtsbehelf(def, b).Ende(kalender, bek.Am, b.Empfaenger(antrag).Land)
	b.RechtsbehelfBis, b.Schritte = ende, append(b.Schritte, schritte...)
	tx.Journal(v, "bescheid_bekanntgegeben", eintrag(b, map[string]any{"am": bek.Am.Format("2006-01-02"),
		"regel": bek.Regel}))
	erst := casework.Feststellung{Anlass: casework.AnlassErst, An: versandt(b, antrag)}
	if err := s.keep(ctx, tx, b, erst); err != nil {
		return err
	}
	if b.Adressat != nil {
		return nil // the process counts from the day of who applied
	}
	return s.Ablauf.AnnounceBrief(ctx, tx, v, b.ID, bek.Am)
}

// eintrag is what the journal says of an act on a Bescheid, and for whom else it is.
func eintrag(b *casework.Bescheid, daten map[string]any) map[string]any {
	daten["bescheid"] = b.ID
	if b.Adressat != nil {
		daten["adressat"], daten["name"] = *b.Adressat, b.Anschrift.Name
	}
	return daten
}

// versandt is where the letter of a Bescheid went, as it stands on it; nil = it was not posted.
func versandt(b *casework.Bescheid, antrag *casework.Antrag) *casework.Anschrift {
	if b.AufgegebenAm == nil {
		return nil
	}
	an := b.Empfaenger(antrag)
	return &an
}

// keep saves the Bescheid and how its day was found; was has what does not stand in the Bescheid.
func (s *Service) keep(ctx context.Context, tx *store.Tx, b *casework.Bescheid, was casework.Feststellung) error {
	if err := tx.SaveBescheid(ctx, b); err != nil {
		return err
	}
	f := b.Feststellung(tx.Now, tx.Actor.Anzeige, was.Anlass, was.Grund)
	f.An, f.Beleg = was.An, was.Beleg
	return tx.InsertFeststellung(ctx, service.NewID(), b, f)
}
