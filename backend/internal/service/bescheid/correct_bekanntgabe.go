package bescheid

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/brief"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/store"
)

// CorrectBekanntgabe puts right what was entered, or finds a day nobody knew: with a reason, after showing what
// follows. What was found before is kept. Remedies, desk, Antragsraum and what the process counts from it move along. A
// letter that came back goes out again, to another address if there is one; the decision stays.
func (s *Service) CorrectBekanntgabe(ctx context.Context, a casework.Actor, id, bescheid uuid.UUID,
	adressat *uuid.UUID, version int, x casework.Berichtigung, bestaetigt []string) error {
	var neu brief.Fertig
	if x.Anschrift != nil {
		var err error
		neu, err = s.renderAgain(ctx, a, id, version, func(
			tx *store.Tx, v *casework.Vorgang,
		) (*casework.Bescheid, error) {
			l, err := s.look(ctx, tx, v, bescheid, adressat)
			if err != nil {
				return nil, err
			}
			if _, err := l.b.CheckAkt(v, x.Akt); err != nil {
				return nil, err
			}
			if err := x.SendTo(l.b, l.antrag); err != nil {
				return nil, err
			}
			return l.b, x.Check(l.b, l.heute)
		})
		if err != nil {
			return err
		}
	}
	return s.Change(ctx, a, id, casework.RechtBescheiden, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		l, err := s.look(ctx, tx, v, bescheid, adressat)
		if err != nil {
			return err
		}
		b := l.b
		fragen, err := b.CheckAkt(v, x.Akt)
		if err != nil {
			return err
		}
		bek, err := b.Berichtige(l.kalender, l.recht, l.land, &x, a.Anzeige, l.heute)
		if err != nil {
			return err
		}
		if bek.Am.IsZero() && !x.EndetBekanntgabe() {
			fragen = []string{casework.BestaetigtTag}
		}
		if err := l.ask(fragen, bestaetigt, bek); err != nil {
			return err
		}
		if err := s.keepEarlier(ctx, tx, b); err != nil {
			return err
		}
		journalBerichtigung(tx, v, b, &x, bek)
		vorher, an := b.BekanntgabeAm, versandt(b, l.antrag) // of the letter it is about, not of the next one
		x.Apply(b, bek)
		ende, schritte := rechtsbehelf(l.def, l.b).Ende(l.kalender, bek.Am, l.land)
		b.RechtsbehelfBis, b.Schritte = ende, append(b.Schritte, schritte...)
		if x.Anschrift != nil {
			if err := s.letterAgain(ctx, tx, v, b, neu); err != nil {
				return err
			}
		}
		if err := s.keep(ctx, tx, b, casework.Feststellung{Anlass: string(x.Akt), Grund: x.Grund, An: an,
			Beleg: x.Beleg}); err != nil {
			return err
		}
		if err := dayFound(ctx, tx, v, b); err != nil {
			return err
		}
		if err := s.tellBerichtigung(ctx, tx, v, &l, &x, vorher); err != nil {
			return err
		}
		if b.Adressat != nil {
			return nil
		}
		return s.Ablauf.ReannounceBrief(ctx, tx, v, b.ID, bek.Am)
	})
}

// tellBerichtigung writes the applicant in the Antragsraum which day counts now and what that means for them. To whom
// has no account there, the person who put it right has to write; the dialog says so.
func (s *Service) tellBerichtigung(ctx context.Context, tx *store.Tx, v *casework.Vorgang, l *lage,
	x *casework.Berichtigung, vorher *time.Time) error {
	if l.b.Nachricht == nil || !versand.HasKonto(v) {
		return nil
	}
	betreff, text := x.Mitteilung(l.b, vorher, l.def.Meta.Rechtsbehelf.Art, l.heute)
	return s.Versand.StoreNachricht(ctx, tx, v, &versand.NeueNachricht{Nachricht: casework.Nachricht{
		ID: service.NewID(), Vorgang: v.ID, Richtung: casework.Aus, Art: casework.ArtBestaetigung, Betreff: betreff,
		Text: text, Am: tx.Now, Von: tx.Actor.Anzeige, Antwort: casework.AntwortKeine,
		Vertrauensniveau: versand.Niveau(l.def.Meta.Vertrauensniveau, v.Vertrauensniveau), Bezug: l.b.Nachricht,
		Gelesen: true}})
}

func journalBerichtigung(tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid, x *casework.Berichtigung,
	bek casework.Bekanntgabe) {
	daten := eintrag(b, map[string]any{"anlass": x.Akt, "grund": x.Grund, "regel": bek.Regel})
	if x.Beleg != "" {
		daten["beleg"] = x.Beleg
	}
	for name, tag := range map[string]*time.Time{"vorher": b.BekanntgabeAm, "aufgegebenAm": x.AufgegebenAm} {
		if tag != nil {
			daten[name] = tag.Format(time.DateOnly)
		}
	}
	if !bek.Am.IsZero() {
		daten["am"] = bek.Am.Format(time.DateOnly)
	}
	tx.Journal(v, "bekanntgabe_berichtigt", daten)
}

// keepEarlier keeps the finding of a Bescheid that was announced before findings were kept.
func (s *Service) keepEarlier(ctx context.Context, tx *store.Tx, b *casework.Bescheid) error {
	if len(b.Feststellungen) > 0 {
		return nil
	}
	return tx.InsertFeststellung(ctx, service.NewID(), b, b.Feststellung(b.Am, "Kontor", casework.AnlassErst, ""))
}

// dayFound ends the reminder that asked for the day.
func dayFound(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid) error {
	if b.BekanntgabeAm == nil || b.Adressat != nil {
		return nil
	}
	wiedervorlagen, err := tx.ListWiedervorlagen(ctx, v.ID)
	if err != nil {
		return err
	}
	for _, w := range wiedervorlagen {
		if w.Erledigt || w.Betreff != tagFeststellen || w.Von != "Kontor" {
			continue
		}
		if err := tx.CompleteWiedervorlage(ctx, v.ID, w.ID); err != nil {
			return err
		}
		tx.Journal(v, "wiedervorlage_erledigt", map[string]any{"wiedervorlage": w.ID})
	}
	return nil
}

// renderAgain makes the same letter for another address, before anything is changed: what cannot be printed changes
// nothing. who reads the Bescheid as it shall be and refuses what cannot be done.
func (s *Service) renderAgain(ctx context.Context, a casework.Actor, id uuid.UUID, version int,
	who func(*store.Tx, *casework.Vorgang) (*casework.Bescheid, error)) (fertig brief.Fertig, err error) {
	if err := a.Must(casework.RechtBescheiden); err != nil {
		return fertig, err
	}
	var b brief.Brief
	err = s.Read(ctx, a, id, func(tx *store.Tx, v *casework.Vorgang) error {
		if err := s.MayChange(ctx, tx, a, v, casework.RechtBescheiden); err != nil {
			return err
		}
		if err := v.CheckVersion(version); err != nil {
			return err
		}
		x, err := who(tx, v)
		if err != nil {
			return err
		}
		if b, err = s.bescheidBrief(ctx, tx, v, x, false); err != nil {
			return err
		}
		return checkZeichen(b.Daten, x)
	})
	if err != nil {
		return fertig, err
	}
	return s.Brief.MakeNow(ctx, b)
}

// letterAgain puts a letter for another address in the place of the one there was; that one stays in the file.
func (s *Service) letterAgain(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid,
	brief brief.Fertig) error {
	d := casework.Dokument{ID: service.NewID(), Vorgang: v.ID, Nachricht: b.Nachricht, Rolle: casework.RolleBescheid,
		Dateiname:   "Bescheid_" + v.Vorgangsnummer + "_" + b.Anschrift.Dateiteil() + ".pdf",
		ContentType: "application/pdf", SHA256: brief.SHA256, Groesse: brief.Groesse,
		Pruefung: casework.PruefungUnbedenklich, Am: tx.Now, Signaturen: brief.Signaturen}
	b.Dokument = &d.ID
	tx.Journal(v, "bescheid_erstellt", eintrag(b, map[string]any{"dokument": d.ID, "sha256": d.SHA256,
		"an": b.Anschrift.Zeile()}))
	return tx.InsertDokumente(ctx, []casework.Dokument{d})
}
