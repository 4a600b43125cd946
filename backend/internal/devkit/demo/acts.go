package demo

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/antragsraum"
	"kontor/backend/internal/service/bescheid"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/store"
)

// schritt is one act of a script.
type schritt struct {
	tag int    // days from today, negative = ago
	wer string // user name of staff; empty = the applicant
	art string // its entry in the journal; empty = the act looks itself whether it was done
	tu  func(context.Context, *lauf) error
}

// mit runs an act that names the version of the Vorgang.
func mit(act func(context.Context, *lauf, int) error) func(context.Context, *lauf) error {
	return func(ctx context.Context, l *lauf) error {
		v, err := l.version(ctx)
		if err != nil {
			return err
		}
		return act(ctx, l, v)
	}
}

func accept(tag int, wer string) schritt {
	return schritt{tag, wer, "", func(ctx context.Context, l *lauf) error {
		g, err := l.lage(ctx)
		if err != nil || g.vorgang.Status != casework.Neu {
			return err
		}
		return l.Vorgang.AcceptVorgang(ctx, l.akteur, l.id, g.vorgang.Version)
	}}
}

func assign(tag int, wer, an string) schritt {
	return schritt{tag, wer, "zugewiesen", mit(func(ctx context.Context, l *lauf, v int) error {
		return l.Vorgang.AssignVorgang(ctx, l.akteur, l.id, v, &an)
	})}
}

func adopt(tag int, wer string) schritt { return assign(tag, wer, wer) }

func kommentar(tag int, wer, text string) schritt {
	return schritt{tag, wer, "kommentar", func(ctx context.Context, l *lauf) error {
		return l.Vorgang.AddKommentar(ctx, l.akteur, l.id, text)
	}}
}

// wiedervorlage is due so many days from today; negative = overdue.
func wiedervorlage(tag int, wer, betreff string, faellig int) schritt {
	return schritt{tag, wer, "wiedervorlage_angelegt", func(ctx context.Context, l *lauf) error {
		return l.Vorgang.AddWiedervorlage(ctx, l.akteur, l.id, casework.Wiedervorlage{Betreff: betreff,
			FaelligAm: l.kalendertag(faellig)})
	}}
}

// kalendertag is a date relative to today.
func (s *seeder) kalendertag(tage int) time.Time {
	return casework.Heute(s.beginn).AddDate(0, 0, tage)
}

// request asks for documents until a day.
func request(tag int, wer, text string, bis int, titel ...string) schritt {
	return schritt{tag, wer, "nachforderung_gesendet", mit(func(ctx context.Context, l *lauf, v int) error {
		tag := l.kalendertag(bis)
		aufgabe, err := l.aufgabeFuer(ctx, casework.AktionNachforderung)
		if err != nil {
			return err
		}
		n := versand.NeueNachricht{Aufgabe: aufgabe, Nachricht: casework.Nachricht{
			Art: casework.ArtNachforderung, Betreff: "Bitte reichen Sie Unterlagen nach", Text: text, AntwortBis: &tag}}
		for _, t := range titel {
			n.Punkte = append(n.Punkte, casework.Punkt{Titel: t})
		}
		return l.Versand.SendNachricht(ctx, l.akteur, l.id, v, n)
	})}
}

func write(tag int, wer, betreff, text string, antwort casework.AntwortRegel) schritt {
	return schritt{tag, wer, "nachricht_gesendet", mit(func(ctx context.Context, l *lauf, v int) error {
		return l.Versand.SendNachricht(ctx, l.akteur, l.id, v, versand.NeueNachricht{Nachricht: casework.Nachricht{
			Art: casework.ArtNachricht, Betreff: betreff, Text: text, Antwort: antwort}})
	})}
}

// hear gives the applicant the chance to speak, as the process asks for it (§ 28 VwVfG).
func hear(tag int, wer, text string, bis int) schritt {
	return schritt{tag, wer, "nachricht_gesendet", mit(func(ctx context.Context, l *lauf, v int) error {
		tag := l.kalendertag(bis)
		aufgabe, err := l.aufgabeFuer(ctx, casework.AktionNachricht)
		if err != nil {
			return err
		}
		return l.Versand.SendNachricht(ctx, l.akteur, l.id, v, versand.NeueNachricht{Aufgabe: aufgabe,
			Nachricht: casework.Nachricht{
				Art: casework.ArtNachricht, Betreff: "Anhörung nach § 28 VwVfG", Text: text,
				Antwort: casework.AntwortErforderlich, AntwortBis: &tag}})
	})}
}

// aufgabeFuer is the open task such a message is written for; nil where the process asks for none.
func (l *lauf) aufgabeFuer(ctx context.Context, aktion string) (*uuid.UUID, error) {
	g, err := l.lage(ctx)
	if err != nil {
		return nil, err
	}
	a, ok := last(g.aufgaben, func(a casework.Aufgabe) bool {
		return a.Aktion == aktion && a.Zustand == casework.AufgabeOffen
	})
	if !ok {
		return nil, nil
	}
	return &a.ID, nil
}

// answer answers the newest message of the office; files answer its items in order.
func answer(tag int, p person, text string, dateien ...datei) schritt {
	return schritt{tag, "", "antwort_eingegangen", func(ctx context.Context, l *lauf) error {
		if err := p.mustKonto(); err != nil {
			return err
		}
		if err := l.wait(ctx); err != nil { // provided first
			return err
		}
		g, err := l.lage(ctx)
		if err != nil {
			return err
		}
		auf, ok := last(g.nachrichten, func(n casework.Nachricht) bool {
			return n.Richtung == casework.Aus && n.Antwort != casework.AntwortKeine
		})
		if !ok {
			return errors.New("there is nothing to answer")
		}
		if _, err := l.Antragsraum.ReadAntragsraumNachricht(ctx, p.actor(), l.id, auf.ID); err != nil {
			return fmt.Errorf("open the message: %w", err)
		}
		return l.answer(ctx, p, auf.ID, punkteOf(g.punkte, auf.ID), text, dateien)
	}}
}

func punkteOf(alle []casework.Punkt, nachricht uuid.UUID) []casework.Punkt {
	var out []casework.Punkt
	for _, p := range alle {
		if p.Nachricht == nachricht {
			out = append(out, p)
		}
	}
	return out
}

func (l *lauf) answer(ctx context.Context, p person, auf uuid.UUID, punkte []casework.Punkt, text string,
	dateien []datei) error {
	w := antragsraum.Antwort{Nachricht: &auf, Schluessel: "demo-" + auf.String(), Text: text}
	for i, d := range dateien {
		var punkt *uuid.UUID
		if i < len(punkte) {
			punkt = &punkte[i].ID
		}
		doc, err := l.Antragsraum.PutAntwortDatei(ctx, p.actor(), l.id, d.name, punkt, bytes.NewReader(d.inhalt))
		if err != nil {
			return fmt.Errorf("upload: %w", err)
		}
		w.Dateien = append(w.Dateien, *doc)
	}
	return l.Antragsraum.SendAntwort(ctx, p.actor(), l.id, w)
}

// gelesen marks the newest answer as seen.
func gelesen(tag int, wer string) schritt {
	return schritt{tag, wer, "antwort_gelesen", func(ctx context.Context, l *lauf) error {
		g, err := l.lage(ctx)
		if err != nil {
			return err
		}
		n, ok := last(g.nachrichten, func(n casework.Nachricht) bool {
			return n.Richtung == casework.Ein && !n.Gelesen
		})
		if !ok {
			return nil
		}
		return l.Versand.MarkNachrichtGelesen(ctx, l.akteur, l.id, n.ID)
	}}
}

// tickOff accepts the n-th item of the newest Nachforderung.
func tickOff(tag int, wer string, nr int) schritt { return punktPruefen(tag, wer, nr, true, "") }

// giveBack sends the n-th item back.
func giveBack(tag int, wer string, nr int, grund string) schritt {
	return punktPruefen(tag, wer, nr, false, grund)
}

func punktPruefen(tag int, wer string, nr int, ok bool, grund string) schritt {
	art := "punkt_angenommen"
	if !ok {
		art = "punkt_zurueckgewiesen"
	}
	return schritt{tag, wer, art, func(ctx context.Context, l *lauf) error {
		g, err := l.lage(ctx)
		if err != nil {
			return err
		}
		n, found := last(g.nachrichten, func(n casework.Nachricht) bool { return n.Art == casework.ArtNachforderung })
		punkte := punkteOf(g.punkte, n.ID)
		if !found || nr > len(punkte) {
			return errors.New("there is no such item")
		}
		return l.Versand.CheckPunkt(ctx, l.akteur, l.id, punkte[nr-1].ID, g.vorgang.Version, ok, grund)
	}}
}

// aufgabe completes the open task of an element with its form.
func aufgabe(tag int, wer, element string, werte map[string]any) schritt {
	return schritt{tag, wer, "", func(ctx context.Context, l *lauf) error {
		if err := l.wait(ctx); err != nil {
			return err
		}
		g, err := l.lage(ctx)
		if err != nil {
			return err
		}
		a, ok := last(g.aufgaben, func(a casework.Aufgabe) bool { return a.Element == element })
		if !ok {
			return fmt.Errorf("there is no task %q", element)
		}
		if a.Zustand != casework.AufgabeOffen {
			return nil // done on an earlier start
		}
		return l.Ablauf.CompleteAufgabe(ctx, l.akteur, l.id, a.ID, g.vorgang.Version, werte)
	}}
}

// satz is what is decided where the procedure cannot say it alone, whether the last message has heard the person, and
// who gets the letter where the form does not say it for sure.
type satz struct {
	tenor, ablehnung string
	gehoert          bool
	an               person
}

// decide issues a decision; cent is the fee.
func decide(tag int, wer string, ergebnis casework.Ergebnis, x satz, cent int64, gruende string,
	auflagen ...string) schritt {
	return schritt{tag, wer, "bescheid_erteilt", func(ctx context.Context, l *lauf) error {
		if err := l.wait(ctx); err != nil {
			return err
		}
		v, err := l.version(ctx)
		if err != nil {
			return err
		}
		b := casework.Bescheid{Ergebnis: ergebnis, Tenor: x.tenor, Ablehnung: x.ablehnung, Begruendung: gruende,
			GebuehrCent: cent}
		for _, text := range auflagen {
			b.Nebenbestimmungen = append(b.Nebenbestimmungen, casework.Nebenbestimmung{Art: "auflage", Text: text})
		}
		if x.an.Strasse != "" {
			b.Anschrift = &casework.Anschrift{Name: cmp.Or(x.an.Firma, x.an.Vorname+" "+x.an.Nachname),
				Strasse: x.an.Strasse + " " + x.an.Nr, PlzOrt: "43210 Lindenfurt"}
		}
		switch {
		case ergebnis == casework.Bewilligt:
		case x.gehoert:
			if b.Anhoerung, err = l.anhoerung(ctx); err != nil {
				return err
			}
		default:
			b.Anhoerung = &casework.Anhoerung{Grund: "rechte_nicht_beruehrt"}
		}
		return l.Bescheid.CreateBescheid(ctx, l.akteur, l.id, v, b, []string{casework.PruefungFrist})
	}}
}

// anhoerung is of the day on which the hearing went out: nobody works on a Saturday, so that is found, not computed.
func (l *lauf) anhoerung(ctx context.Context) (*casework.Anhoerung, error) {
	g, err := l.lage(ctx)
	if err != nil {
		return nil, err
	}
	n, ok := last(g.nachrichten, func(n casework.Nachricht) bool {
		return n.Richtung == casework.Aus && n.Art == casework.ArtNachricht
	})
	if !ok {
		return nil, errors.New("nobody was heard")
	}
	am := casework.Heute(n.Am)
	return &casework.Anhoerung{Am: &am}, nil
}

// retrieve lets the applicant open the Bescheid and take its document.
func retrieve(tag int, p person) schritt {
	return schritt{tag, "", "", func(ctx context.Context, l *lauf) error {
		if err := l.wait(ctx); err != nil {
			return err
		}
		g, err := l.lage(ctx)
		if err != nil {
			return err
		}
		n, ok := last(g.nachrichten, func(n casework.Nachricht) bool { return n.Art == casework.ArtBescheid })
		if !ok {
			return errors.New("there is no Bescheid to open")
		}
		r, err := l.Antragsraum.ReadAntragsraumNachricht(ctx, p.actor(), l.id, n.ID)
		if err != nil {
			return err
		}
		d, ok := last(r.Dokumente, func(d casework.Dokument) bool { return d.Rolle == casework.RolleBescheid })
		if !ok {
			return errors.New("the Bescheid has no document")
		}
		whole := antragsraum.Lieferung{SHA256: d.SHA256, Am: l.DB.Now()}
		return l.Antragsraum.NoteAbruf(ctx, p.actor(), l.id, d.ID, whole)
	}}
}

// zurPost notes that the newest Bescheid was handed to the post on that day.
func zurPost(tag int, wer string) schritt {
	return schritt{tag, wer, "bescheid_zur_post", func(ctx context.Context, l *lauf) error {
		if err := l.wait(ctx); err != nil {
			return err
		}
		g, err := l.lage(ctx)
		if err != nil {
			return err
		}
		b, ok := last(g.bescheide, func(b casework.Bescheid) bool { return b.Zustand == casework.BescheidZurPost })
		if !ok {
			return errors.New("there is no Bescheid to post")
		}
		heute := casework.Heute(l.DB.Now()) // counted back from today, so that it may be a Sunday
		return l.Bescheid.PostBescheid(ctx, l.akteur, l.id, b.ID, g.vorgang.Version,
			bescheid.Postaufgabe{AufgegebenAm: heute, Bestaetigt: []string{casework.BestaetigtKeinWerktag}})
	}}
}

func closeVorgang(tag int, wer, grund string) schritt {
	return schritt{tag, wer, "abgeschlossen", func(ctx context.Context, l *lauf) error {
		if err := l.wait(ctx); err != nil {
			return err
		}
		v, err := l.version(ctx)
		if err != nil {
			return err
		}
		return l.Vorgang.CloseVorgang(ctx, l.akteur, l.id, v, grund)
	}}
}

func reject(tag int, wer, grund string) schritt {
	return schritt{tag, wer, "verworfen", mit(func(ctx context.Context, l *lauf, v int) error {
		return l.Vorgang.RejectVorgang(ctx, l.akteur, l.id, v, grund)
	})}
}

func forward(tag int, wer, einheit, grund string) schritt {
	return schritt{tag, wer, "weitergeleitet", mit(func(ctx context.Context, l *lauf, v int) error {
		return l.Vorgang.ForwardVorgang(ctx, l.akteur, l.id, v, einheit, grund)
	})}
}

// remind marks a closed Vorgang for deletion. There is no act for it yet: retention periods will be a job of the
// service. So the demo, and only the demo, writes it through the store, journal included.
func remind(tag int) schritt {
	return schritt{tag, "", "", func(ctx context.Context, l *lauf) error {
		return l.DB.InTx(ctx, casework.System(mandantID), func(tx *store.Tx) error {
			v, err := tx.LockVorgang(ctx, l.id)
			if err != nil || v.Status == casework.ZuLoeschen {
				return err
			}
			tx.Journal(v, "status_geaendert", map[string]any{"von": v.Status, "nach": casework.ZuLoeschen})
			v.StatusVorher, v.Status = v.Status, casework.ZuLoeschen
			return tx.SaveVorgang(ctx, v)
		})
	}}
}
