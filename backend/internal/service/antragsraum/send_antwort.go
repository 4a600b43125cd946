package antragsraum

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// Antwort is what an applicant sends: text and files, to one message or to the office in general.
type Antwort struct {
	Nachricht  *uuid.UUID
	Schluessel string // made by the browser, repeated on retry
	Text       string
	Dateien    []casework.Dokument // stored by PutAntwortDatei, Punkt set where it belongs to an item
}

// MayAntworten refuses whoever may not send anything to this application, before a single byte of it is stored.
func (s *Service) MayAntworten(ctx context.Context, a casework.Actor, id uuid.UUID) error {
	if err := a.Must(casework.RechtAntragsraum); err != nil {
		return err
	}
	return s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		v, err := tx.GetVorgang(ctx, id)
		if err != nil {
			return err
		}
		return s.may(ctx, tx, "sendAntwort", v)
	})
}

// PutAntwortDatei streams one upload into storage before the answer itself is written.
func (s *Service) PutAntwortDatei(ctx context.Context, a casework.Actor, id uuid.UUID, name string, punkt *uuid.UUID,
	r io.Reader) (*casework.Dokument, error) {
	if err := s.MayAntworten(ctx, a, id); err != nil {
		return nil, err
	}
	d, err := s.PutDokument(ctx, id, casework.RolleAntwort, name, r)
	if d != nil {
		d.Punkt = punkt
	}
	return d, err
}

// SendAntwort takes an answer. It waits in the case at once; its files wait in quarantine.
func (s *Service) SendAntwort(ctx context.Context, a casework.Actor, id uuid.UUID, w Antwort) error {
	w.Text = strings.TrimSpace(w.Text)
	if w.Text == "" && len(w.Dateien) == 0 {
		return casework.Fail(casework.Invalid, "answer_empty")
	}
	err := s.asApplicant(ctx, a, "sendAntwort", id, func(tx *store.Tx, v *casework.Vorgang) error {
		return s.takeAntwort(ctx, tx, v, a, w)
	})
	if store.IsConstraint(err, "nachricht_schluessel") {
		return nil // the browser repeated itself; the first time counted
	}
	return err
}

func (s *Service) takeAntwort(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	a casework.Actor, w Antwort) error {
	r, err := s.loadRaum(ctx, tx, a, *v)
	if err != nil {
		return err
	}
	betreff, err := r.mayAntworten(w.Nachricht)
	if err != nil {
		return err
	}
	n := &casework.Nachricht{ID: service.NewID(), Vorgang: v.ID, Richtung: casework.Ein, Art: casework.ArtAntwort,
		Betreff: betreff, Text: w.Text, Am: tx.Now,
		Von: a.Anzeige, Antwort: casework.AntwortKeine, Vertrauensniveau: a.Konto.Vertrauensniveau, Bezug: w.Nachricht,
		Schluessel: w.Schluessel, WiderspruchMoeglich: casework.MaybeWiderspruch("", w.Text)}
	if err := tx.InsertNachricht(ctx, n, nil); err != nil {
		return err
	}
	for i := range w.Dateien {
		d := &w.Dateien[i]
		d.Nachricht, d.Am = &n.ID, tx.Now
		if d.Punkt != nil {
			if err := s.submitPunkt(ctx, tx, w.Nachricht, *d.Punkt); err != nil {
				return err
			}
		}
	}
	if err := tx.InsertDokumente(ctx, w.Dateien); err != nil {
		return err
	}
	tx.Journal(v, "antwort_eingegangen", map[string]any{"nachricht": n.ID, "dateien": len(w.Dateien)})
	if len(w.Dateien) > 0 {
		tx.Enqueue(casework.JobPruefung{Mandant: v.Mandant, Vorgang: v.ID})
	}
	if w.Nachricht == nil {
		return nil // of one's own accord: work beside the process, which goes on waiting
	}
	return s.Ablauf.AnswerAnfrage(ctx, tx, v, *w.Nachricht, n.ID)
}

// mayAntworten returns the subject of the answer.
func (r *Raum) mayAntworten(auf *uuid.UUID) (string, error) {
	if auf == nil {
		if !r.AntwortMoeglich() {
			return "", casework.Fail(casework.Conflict, "reply_closed")
		}
		return "Nachricht zum Antrag", nil
	}
	i := slices.IndexFunc(r.Nachrichten, func(n casework.Nachricht) bool {
		return n.ID == *auf && n.Richtung == casework.Aus
	})
	if i < 0 {
		return "", casework.Fail(casework.NotFound, "not_found")
	}
	if r.Gesperrt(r.Nachrichten[i]) {
		return "", r.Konto.Erreicht(r.Nachrichten[i].Vertrauensniveau)
	}
	if r.Nachrichten[i].Antwort == casework.AntwortKeine || !r.Wants() {
		return "", casework.Fail(casework.Conflict, "reply_closed")
	}
	betreff := "Antwort: " + r.Nachrichten[i].Betreff
	if runes := []rune(betreff); len(runes) > 255 {
		betreff = string(runes[:255])
	}
	return betreff, nil
}

// submitPunkt: an item is answered with its own message only; that one was found in the Vorgang, and open to this
// login.
func (s *Service) submitPunkt(ctx context.Context, tx *store.Tx, nachricht *uuid.UUID, id uuid.UUID) error {
	p, _, err := tx.GetPunkt(ctx, id)
	if err != nil {
		return err
	}
	if nachricht == nil || p.Nachricht != *nachricht {
		return casework.Fail(casework.NotFound, "not_found")
	}
	if p.Zustand == casework.PunktAngenommen {
		return casework.Fail(casework.Conflict, "punkt_accepted")
	}
	p.Zustand, p.Grund = casework.PunktEingereicht, ""
	return tx.SavePunkt(ctx, p)
}
