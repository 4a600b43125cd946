package seiten

import (
	"context"
	"io"
	"net/http"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/httpapi/operations"
	"kontor/backend/internal/service/antragsraum"
)

// formular is an answer that is being written.
type formular struct {
	Aktion     string // where it is sent to
	Nachricht  uuid.UUID
	Schluessel string // names this form, so that a second click sends nothing twice
	Text       string
	Punkte     []punkt
	Maengel    []mangel
	Erneut     bool                      // it was refused
	Dateien    bool                      // its files are to be chosen again
	Gesendet   *api.AntragsraumNachricht // it has arrived
}

// punkt is an item of a Nachforderung with what came for it.
type punkt struct {
	api.Punkt
	Dateien []datei
}

// Fehlt: it is asked for, and a file is taken.
func (p punkt) Fehlt() bool {
	return p.Zustand == api.PunktZustandOffen || p.Zustand == api.PunktZustandZurueckgewiesen
}

// Fertig counts the items that are here.
func (w *formular) Fertig() (n int) {
	for _, p := range w.Punkte {
		n += one(!p.Fehlt())
	}
	return n
}

func newFormular(b *Besuch, text, aktion string) *formular {
	return &formular{Aktion: aktion, Nachricht: b.Objekt, Schluessel: uuid.NewString(), Text: text}
}

func itemsOf(v *api.AntragsraumVorgang, n *api.AntragsraumNachricht) []punkt {
	var out []punkt
	for _, p := range n.Punkte {
		x := punkt{Punkt: p}
		for _, d := range v.Dokumente {
			if d.PunktId == p.Id || slices.Contains(p.Dokumente, d.Id) {
				x.Dateien = append(x.Dateien, datei{d, dokumentURL(v.Id, d.Id)})
			}
		}
		out = append(out, x)
	}
	return out
}

// write is the page for a message of one's own accord.
func (s *Seiten) write(c context.Context, b *Besuch) error {
	return s.showWrite(c, b, newFormular(b, "", b.R.URL.Path), nil, http.StatusOK)
}

func (s *Seiten) showWrite(c context.Context, b *Besuch, w *formular, f *Fault, status int) error {
	v, err := s.antrag(c, b)
	if err != nil {
		return err
	}
	if !v.AntwortMoeglich && f == nil {
		return b.redirect(vorgangURL(v.Id) + "#nachrichten")
	}
	return s.show(c, seite{Besuch: b, Page: "schreiben", Titel: b.say("schreiben.knopf"), Zurueck: vorgangURL(v.Id),
		ZurueckZu: "eigene.zumAntrag", Fehler: f, Maengel: w.Maengel, Dateien: w.Dateien,
		Inhalt: struct {
			*api.AntragsraumVorgang
			Antwort *formular
		}{v, w}}, status)
}

// send takes an answer: to the message of the address, or of one's own accord. What is refused is shown again with the
// text that was typed.
func (s *Seiten) send(c context.Context, b *Besuch) error {
	whole := b.R.Body
	b.R.Body = io.NopCloser(http.MaxBytesReader(nil, whole, maxAntwort))
	w, teile, err := s.readAntwort(b)
	if err == nil {
		err = s.Services.Antragsraum.SendAntwort(b.R.Context(), b.Actor, b.ID, w)
	}
	_, _ = io.Copy(io.Discard, whole) // else the browser shows no answer
	switch {
	case err != nil:
		return s.showRefused(c, b, err, w, teile)
	case b.Objekt != uuid.Nil:
		return b.redirect(nachrichtURL(b.ID, b.Objekt) + "?gesendet#gesendet")
	}
	return b.redirect(vorgangURL(b.ID) + "?gesendet")
}

func (s *Seiten) readAntwort(b *Besuch) (antragsraum.Antwort, *teile, error) {
	parts, err := b.R.MultipartReader()
	if err != nil {
		return antragsraum.Antwort{}, &teile{}, casework.Malformed(err)
	}
	t := &teile{parts: parts}
	refused := s.Services.Antragsraum.MayAntworten(b.R.Context(), b.Actor, b.ID)
	t.textOnly = refused != nil
	w, err := s.ReadAntwort(b.R.Context(), b.Actor, b.ID, t)
	t.schluessel = w.Schluessel
	if err = firstErr(refused, err); err != nil {
		return w, t, err
	}
	if b.Objekt != uuid.Nil {
		w.Nachricht = &b.Objekt
	}
	w.Schluessel = keyOf(w)
	return w, t, nil
}

func firstErr(first, second error) error {
	if first != nil {
		return first
	}
	return second
}

// typed is the text of a form that somebody sent whom nobody knows: a login may have ended while it was written.
func typed(b *Besuch) string {
	parts, err := b.R.MultipartReader()
	if err != nil {
		return ""
	}
	w, _ := operations.Operations{}.ReadAntwort(b.R.Context(), b.Actor, b.ID, &teile{parts: parts, textOnly: true})
	_, _ = io.CopyN(io.Discard, b.R.Body, maxAntwort)
	return w.Text
}

func (s *Seiten) showRefused(c context.Context, b *Besuch, err error, w antragsraum.Antwort, t *teile) error {
	f := b.Fault(err)
	x := newFormular(b, w.Text, b.R.URL.Path)
	if _, err := uuid.Parse(t.schluessel); err == nil {
		x.Schluessel = t.schluessel // the same answer once more
	}
	x.Erneut, x.Dateien = true, t.files
	x.Maengel = b.wrongFields(f, t)
	var whole *Fault
	if len(x.Maengel) == 0 {
		whole = &f
	}
	if b.Objekt == uuid.Nil {
		err = s.showWrite(c, b, x, whole, f.Status)
	} else {
		err = s.showNachricht(c, b, x, whole, f.Status)
	}
	if err != nil { // the application cannot be shown; the text can
		return s.Refuse(c, b, f, w.Text)
	}
	return nil
}

// wrongFields says what is wrong beside its field; of none, if it is the answer as a whole.
func (b *Besuch) wrongFields(f Fault, t *teile) []mangel {
	one := func(feld, key string, values ...any) []mangel { return []mangel{{feld, b.say(key, values...)}} }
	switch {
	case f.Reason == "answer_empty":
		return one("text", "antwort.leer")
	case f.Reason == "too_many_files":
		return one(t.feld(), "datei.zuViele", "name", t.name)
	case f.Code == string(casework.TooLarge) && t.name != "":
		return one(t.feld(), "datei.zuGross", "name", t.name)
	case f.Fields["datei"] == "empty":
		return one(t.feld(), "datei.leer", "name", t.name)
	case f.Fields["datei"] != "":
		return one(t.feld(), "eigene.dateiname")
	case f.Fields["text"] == "length":
		return one("text", "eigene.zuLang")
	case f.Fields["text"] != "":
		return one("text", "eigene.zeichen")
	}
	return nil
}
