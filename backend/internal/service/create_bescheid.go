package service

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// CreateBescheid issues the decision. The letter is rendered and let out by a job; the decision itself
// stands from the commit on and is never changed.
func (s *Service) CreateBescheid(ctx context.Context, a casework.Actor, id uuid.UUID, version int, b casework.Bescheid) error {
	return s.change(ctx, a, id, casework.RechtBescheiden, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		b.Schreibe()
		if err := b.Validate(); err != nil {
			return err
		}
		kanal, err := s.chooseKanal(ctx, tx, v, b.Kanal)
		if err != nil {
			return err
		}
		bescheide, err := tx.ListBescheide(ctx, id)
		if err != nil {
			return err
		}
		if casework.BescheidInArbeit(bescheide) {
			return casework.Fail(casework.Conflict, "bescheid_under_way")
		}
		if err := v.Decide(); err != nil {
			return err
		}
		if err := s.giveAktenzeichen(tx, v); err != nil {
			return err
		}
		b.ID, b.Vorgang, b.Kanal, b.Am, b.Von, b.Zustand = newID(), id, kanal, tx.Now, a.Anzeige, casework.BescheidWirdErstellt
		brief, err := s.bescheidBrief(ctx, tx, v, &b, false)
		if err != nil {
			return err
		}
		if err := pruefeZeichen(brief.Daten, &b); err != nil {
			return err
		}
		if err := tx.InsertBescheid(ctx, &b); err != nil {
			return err
		}
		tx.Journal(v, "bescheid_erteilt", map[string]any{"bescheid": b.ID, "ergebnis": b.Ergebnis, "kanal": kanal})
		tx.Enqueue(casework.JobBescheid{Mandant: v.Mandant, Bescheid: b.ID})
		if err := tx.DeleteEntwurf(ctx, id, "bescheid"); err != nil {
			return err
		}
		return s.complete(ctx, tx, v, casework.AktionBescheid, map[string]any{"ergebnis": string(b.Ergebnis), "gebuehr": float64(b.GebuehrCent) / 100})
	})
}

// chooseKanal: the Antragsraum counts as notification only with consent (§ 41 Abs. 2a VwVfG) and where a
// notice can be sent. Otherwise the letter goes by post.
func (s *Service) chooseKanal(ctx context.Context, tx *store.Tx, v *casework.Vorgang, wunsch string) (string, error) {
	antrag, _, err := tx.GetAntrag(ctx, v.ID)
	if err != nil {
		return "", err
	}
	geht, err := s.abrufMoeglich(ctx, tx, v, antrag)
	if err != nil {
		return "", err
	}
	switch wunsch {
	case "":
		if geht {
			return casework.KanalAntragsraum, nil
		}
		return casework.KanalPost, nil
	case casework.KanalPost:
		return casework.KanalPost, nil
	case casework.KanalAntragsraum:
		if !geht {
			return "", casework.FailField("kanal", "no_consent")
		}
		return casework.KanalAntragsraum, nil
	}
	return "", casework.FailField("kanal", "unknown")
}

// abrufMoeglich: the person consented, a notice can be sent, and the law of the Verfahren knows this way
// (under the AO, § 122a has rules of its own that are not verified here).
func (s *Service) abrufMoeglich(ctx context.Context, tx *store.Tx, v *casework.Vorgang, antrag *casework.Antrag) (bool, error) {
	def, err := s.Verfahren.Get(v.Verfahren, v.Stand)
	if err != nil || def.Meta.Recht == casework.RechtAO {
		return false, err
	}
	ja, _, err := tx.GetEinwilligung(ctx, v.KontoPseudonym, v.PostfachAdresse)
	return ja != nil && *ja && erreichbar(v) && s.benachrichtigbar(antrag), err
}

// benachrichtigbar: there is an address that is the applicant's, and a way to send to it.
func (s *Service) benachrichtigbar(antrag *casework.Antrag) bool {
	return casework.Kontakt(antrag.Antragsteller).Email != "" && s.Kanaele[casework.ZielEmail] != nil
}

// PreviewBescheid renders the letter as it would go out, marked as a draft.
func (s *Service) PreviewBescheid(ctx context.Context, a casework.Actor, id uuid.UUID, b casework.Bescheid) ([]byte, error) {
	if err := a.Muss(casework.RechtBescheiden); err != nil {
		return nil, err
	}
	var brief Brief
	err := s.read(ctx, a, id, func(tx *store.Tx, v *casework.Vorgang) (err error) {
		if err := s.mayChange(ctx, tx, a, v, casework.RechtBescheiden); err != nil {
			return err
		}
		b.Am, b.Von = tx.Now, a.Anzeige
		b.Schreibe()
		if brief, err = s.bescheidBrief(ctx, tx, v, &b, true); err != nil {
			return err
		}
		return pruefeZeichen(brief.Daten, &b)
	})
	if err != nil {
		return nil, err
	}
	pdf, err := s.Briefe.Render(ctx, brief)
	if err != nil {
		return nil, &casework.Error{Code: casework.Unavailable, Reason: "letter_not_rendered", Cause: err}
	}
	return pdf, nil
}

// RenderBescheid is the job of one Bescheid: letter, document, message, hand-over. Run twice, it finds
// the Bescheid rendered and does nothing.
func (s *Service) RenderBescheid(ctx context.Context, j casework.JobBescheid, letzterVersuch bool) error {
	actor := casework.System(j.Mandant)
	var b *casework.Bescheid
	var brief Brief
	err := s.DB.ReadTx(ctx, actor, func(tx *store.Tx) (err error) {
		if b, err = tx.GetBescheid(ctx, j.Bescheid); err != nil || b.Zustand != casework.BescheidWirdErstellt {
			return err
		}
		v, err := tx.GetVorgang(ctx, b.Vorgang)
		if err != nil {
			return err
		}
		brief, err = s.bescheidBrief(ctx, tx, v, b, false)
		return err
	})
	if err != nil || b.Zustand != casework.BescheidWirdErstellt {
		return err
	}
	pdf, err := s.Briefe.Render(ctx, brief)
	if err != nil {
		if letzterVersuch {
			return errors.Join(err, s.failBescheid(ctx, j))
		}
		return fmt.Errorf("render the letter: %w", err)
	}
	blob, err := s.Blobs.Put(ctx, strings.NewReader(string(pdf)))
	if err != nil {
		return err
	}
	return s.system(ctx, j.Mandant, b.Vorgang, func(tx *store.Tx, v *casework.Vorgang) error {
		b, err := tx.GetBescheid(ctx, j.Bescheid)
		if err != nil || b.Zustand != casework.BescheidWirdErstellt {
			return err
		}
		return s.releaseBescheid(ctx, tx, v, b, blob)
	})
}

func (s *Service) releaseBescheid(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid, blob store.Blob) error {
	d := casework.Dokument{ID: newID(), Vorgang: v.ID, Rolle: casework.RolleBescheid, Dateiname: "Bescheid_" + v.Vorgangsnummer + ".pdf",
		ContentType: "application/pdf", SHA256: blob.SHA256, Groesse: blob.Groesse, Pruefung: casework.PruefungUnbedenklich, Am: tx.Now}
	b.Dokument = &d.ID
	b.Zustand = casework.BescheidZurPost
	if b.Kanal == casework.KanalAntragsraum {
		b.Zustand = casework.BescheidBereitgestellt
	}
	tx.Journal(v, "bescheid_erstellt", map[string]any{"bescheid": b.ID, "dokument": d.ID, "sha256": d.SHA256})
	if erreichbar(v) {
		n, err := s.bescheidNachricht(ctx, tx, v, b)
		if err != nil {
			return err
		}
		b.Nachricht, d.Nachricht = &n.ID, &n.ID
		if err := s.store(ctx, tx, v, n); err != nil {
			return err
		}
	}
	if err := tx.InsertDokumente(ctx, []casework.Dokument{d}); err != nil {
		return err
	}
	return tx.SaveBescheid(ctx, b)
}

func (s *Service) bescheidNachricht(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid) (*NeueNachricht, error) {
	def, err := s.Verfahren.Get(v.Verfahren, v.Stand)
	if err != nil {
		return nil, err
	}
	antrag, _, err := tx.GetAntrag(ctx, v.ID)
	if err != nil {
		return nil, err
	}
	text := "Ihr Bescheid ist da. Sie finden ihn als PDF-Datei im Anhang. Bitte lesen Sie auch die Rechtsbehelfsbelehrung am Ende."
	if b.Kanal == casework.KanalPost {
		text = "Über Ihren Antrag ist entschieden. Der Bescheid kommt mit der Post; maßgeblich ist der Brief. Eine Kopie finden Sie vorab im Anhang."
	}
	return &NeueNachricht{Nachricht: casework.Nachricht{
		ID: newID(), Vorgang: v.ID, Richtung: casework.Aus, Art: casework.ArtBescheid, Betreff: "Ihr Bescheid: " + titel(def, antrag), Text: text, Am: tx.Now,
		Von: b.Von, Antwort: casework.AntwortKeine, Vertrauensniveau: niveau(def.Meta.Vertrauensniveau, v.Vertrauensniveau), Gelesen: true,
	}}, nil
}

func (s *Service) vorgangOfBescheid(ctx context.Context, mandant, bescheid uuid.UUID) (id uuid.UUID, err error) {
	err = s.DB.ReadTx(ctx, casework.System(mandant), func(tx *store.Tx) error {
		b, err := tx.GetBescheid(ctx, bescheid)
		if err == nil {
			id = b.Vorgang
		}
		return err
	})
	return id, err
}

// failBescheid brings a letter that cannot be rendered in front of a person.
func (s *Service) failBescheid(ctx context.Context, j casework.JobBescheid) error {
	vorgang, err := s.vorgangOfBescheid(ctx, j.Mandant, j.Bescheid)
	if err != nil {
		return err
	}
	return s.system(ctx, j.Mandant, vorgang, func(tx *store.Tx, v *casework.Vorgang) error {
		b, err := tx.GetBescheid(ctx, j.Bescheid)
		if err != nil {
			return err
		}
		b.Zustand = casework.BescheidFehlgeschlagen
		tx.Journal(v, "sendung_fehlgeschlagen", map[string]any{"bescheid": b.ID, "grund": "letter_not_rendered"})
		return tx.SaveBescheid(ctx, b)
	})
}

// PostBescheid: the letter was handed to the post on a day; the day of Bekanntgabe follows from it. What nobody expects of
// a letter is asked about first, with what would follow.
func (s *Service) PostBescheid(ctx context.Context, a casework.Actor, id, bescheid uuid.UUID, version int, aufgegeben time.Time, bestaetigt ...string) error {
	return s.change(ctx, a, id, casework.RechtBescheiden, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		b, err := tx.GetBescheid(ctx, bescheid)
		if err != nil {
			return err
		}
		if b.Vorgang != id {
			return casework.Fail(casework.NotFound, "not_found")
		}
		land, err := s.land(ctx, tx)
		if err != nil {
			return err
		}
		heute := casework.Heute(tx.Now)
		fragen, err := b.PruefePostaufgabe(land, aufgegeben, heute)
		if err != nil {
			return err
		}
		def, err := s.Verfahren.Get(v.Verfahren, v.Stand)
		if err != nil {
			return err
		}
		bek := casework.BekanntgabeDurchPost(land, def.Meta.Recht, aufgegeben)
		if offen := casework.Unbestaetigt(fragen, bestaetigt); len(offen) > 0 {
			ende, _ := rechtsbehelf(def, land, bek.Am)
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
		tx.Journal(v, "bescheid_zur_post", map[string]any{"bescheid": b.ID, "am": aufgegeben.Format("2006-01-02"), "bestaetigt": fragen})
		return s.announce(ctx, tx, v, b, land, bek)
	})
}

// rechtsbehelf: until when a remedy is possible; nil where none is or nobody knows since when.
func rechtsbehelf(def *workflow.Definition, land casework.Land, bekannt time.Time) (*time.Time, []string) {
	r := def.Meta.Rechtsbehelf
	if bekannt.IsZero() || r.Art == "" || r.Art == "keiner" {
		return nil, nil
	}
	ende, schritte := casework.RechtsbehelfEnde(land, bekannt, r.Belehrung != "")
	return &ende, schritte
}

// announce records Bekanntgabe and the end of the period for remedies, with the steps of the computation.
func (s *Service) announce(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid, land casework.Land, bek casework.Bekanntgabe) error {
	def, err := s.Verfahren.Get(v.Verfahren, v.Stand)
	if err != nil {
		return err
	}
	b.Zustand, b.Regel, b.Schritte = casework.BescheidBekanntgegeben, bek.Regel, bek.Schritte
	if bek.Am.IsZero() { // no verified rule: a person finds the date
		tx.Journal(v, "bescheid_tag_offen", map[string]any{"bescheid": b.ID, "regel": bek.Regel})
		w := &casework.Wiedervorlage{ID: newID(), Vorgang: v.ID, Betreff: "Bekanntgabe des Bescheids feststellen", Beschreibung: bek.Schritte[0], FaelligAm: casework.Heute(tx.Now), Von: "Kontor"}
		if err := tx.InsertWiedervorlage(ctx, w); err != nil {
			return err
		}
		return tx.SaveBescheid(ctx, b)
	}
	b.BekanntgabeAm = &bek.Am
	ende, schritte := rechtsbehelf(def, land, bek.Am)
	b.RechtsbehelfBis, b.Schritte = ende, append(b.Schritte, schritte...)
	tx.Journal(v, "bescheid_bekanntgegeben", map[string]any{"bescheid": b.ID, "am": bek.Am.Format("2006-01-02"), "regel": bek.Regel})
	return tx.SaveBescheid(ctx, b)
}

// ExpireAbruf ends the provision of a Bescheid nobody retrieved within ten days (§ 41 Abs. 2a VwVfG):
// it has no effect, and a person has to send it another way.
func (s *Service) ExpireAbruf(ctx context.Context, j casework.JobAbrufFrist) error {
	vorgang, err := s.vorgangOfBescheid(ctx, j.Mandant, j.Bescheid)
	if err != nil {
		return err
	}
	return s.system(ctx, j.Mandant, vorgang, func(tx *store.Tx, v *casework.Vorgang) error {
		b, err := tx.GetBescheid(ctx, j.Bescheid)
		if err != nil || b.Zustand != casework.BescheidBereitgestellt {
			return err
		}
		b.Zustand = casework.BescheidAbrufAbgelaufen
		tx.Journal(v, "bescheid_abruf_abgelaufen", map[string]any{"bescheid": b.ID})
		return tx.SaveBescheid(ctx, b)
	})
}
