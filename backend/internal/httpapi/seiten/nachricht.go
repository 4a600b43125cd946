package seiten

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// nachrichtSicht is one message: locked, not yet opened, or open.
type nachrichtSicht struct {
	*api.AntragsraumNachricht
	URL      string
	Vorgang  *api.AntragsraumVorgang
	Heute    time.Time
	Eigen    bool
	Titel    string // "" = it has none that may be shown
	Art      string // key of its kind; "" = an ordinary one
	Frage    *api.Offenes
	Bezug    *nachrichtSicht
	Bescheid *bescheidSicht
	Lage     string // gesperrt, vorbei, ungeoeffnet, offen
	Dateien  []datei
	Antwort  *formular
}

// messageOf shows a message as its application is now.
func messageOf(v *api.AntragsraumVorgang, n *api.AntragsraumNachricht, heute time.Time) nachrichtSicht {
	x := nachrichtSicht{AntragsraumNachricht: n, URL: nachrichtURL(v.Id, n.Id), Vorgang: v, Heute: heute,
		Eigen: own(*n), Titel: n.Betreff}
	for i := range v.Offen {
		if v.Offen[i].NachrichtId == n.Id {
			x.Frage = &v.Offen[i]
		}
	}
	for i := range v.Bescheide {
		if v.Bescheide[i].NachrichtId == n.Id {
			x.Bescheid = verdictOf(v, &v.Bescheide[i], n, heute)
		}
	}
	x.Art = x.kind()
	x.Lage = x.state()
	if x.Eigen && n.Bezug != uuid.Nil {
		for i := range v.Nachrichten {
			if v.Nachrichten[i].Id == n.Bezug {
				answered := messageOf(v, &v.Nachrichten[i], heute)
				x.Bezug = &answered
			}
		}
	}
	for _, d := range n.Anhaenge { // the decision itself has its button
		if x.Bescheid == nil || d.Rolle != api.DokumentRolleBescheid {
			x.Dateien = append(x.Dateien, datei{d, dokumentURL(v.Id, d.Id)})
		}
	}
	return x
}

func (x *nachrichtSicht) kind() string {
	key := "nachricht.art." + x.AntragsraumNachricht.Art
	switch {
	case x.Eigen || x.AntragsraumNachricht.Art == string(casework.ArtNachricht) || !known(key):
		return ""
	case x.AntragsraumNachricht.Art == string(casework.ArtNachforderung) && !x.Asked():
		return "nachricht.art.angefragt" // nothing is missing any more
	}
	return key
}

func (x *nachrichtSicht) state() string {
	waits := x.Frage != nil && x.Frage.Art == api.OffenesArtAbruf
	switch {
	case x.Gesperrt:
		return "gesperrt"
	case x.Bescheid != nil && x.Bescheid.AbrufVorbei:
		return "vorbei"
	case x.Eigen || x.Text != "" && !waits:
		return "offen"
	}
	return "ungeoeffnet"
}

// Asked: the office waits for the answer to this message.
func (x *nachrichtSicht) Asked() bool { return x.Frage != nil && x.Frage.Art == api.OffenesArtAntwort }

// Day is until when an answer is asked for; nil = there is no day, or it is over.
func (x *nachrichtSicht) Day() *time.Time {
	if !x.Asked() || x.Frage.Bis == nil || daysUntil(x.Frage.Bis.Time, x.Heute) < 0 {
		return nil
	}
	return &x.Frage.Bis.Time
}

// HasBescheid: it brings a decision, which is opened with a warning.
func (x *nachrichtSicht) HasBescheid() bool {
	return x.Bescheid != nil || x.AntragsraumNachricht.Art == string(casework.ArtBescheid)
}

// Kopie: what it brings is a copy, the letter counts.
func (x *nachrichtSicht) Kopie() bool { return x.Bescheid != nil && !x.Bescheid.Massgeblich }

// Accepted: an answer to this message is taken.
func (x *nachrichtSicht) Accepted() bool {
	return (x.Asked() || x.Vorgang.AntwortMoeglich) && !x.Eigen &&
		x.AntragsraumNachricht.Antwort != api.AntragsraumNachrichtAntwortKeine
}

func find(v *api.AntragsraumVorgang, id uuid.UUID, heute time.Time) (*nachrichtSicht, error) {
	i := slices.IndexFunc(v.Nachrichten, func(n api.AntragsraumNachricht) bool { return n.Id == id })
	if i < 0 {
		return nil, casework.Fail(casework.NotFound, "not_found")
	}
	x := messageOf(v, &v.Nachrichten[i], heute)
	return &x, nil
}

func (s *Seiten) nachricht(c context.Context, b *Besuch) error {
	return s.showNachricht(c, b, newFormular(b, "", b.R.URL.Path+"/antwort"), nil, http.StatusOK)
}

// showNachricht: with what somebody typed and why it was refused.
func (s *Seiten) showNachricht(c context.Context, b *Besuch, w *formular, f *Fault, status int) error {
	v, err := s.antrag(c, b)
	if err != nil {
		return err
	}
	x, err := find(v, b.Objekt, s.today())
	if err != nil {
		return err
	}
	x.Antwort = w
	w.Punkte = itemsOf(v, x.AntragsraumNachricht)
	p := seite{Besuch: b, Page: "nachricht", Titel: x.Titel, TitelLang: "de", Zurueck: vorgangURL(v.Id),
		ZurueckZu: "eigene.zumAntrag", Fehler: f, Maengel: w.Maengel, Dateien: w.Dateien, Inhalt: x}
	if x.Eigen {
		p.Titel, p.TitelLang = b.say("nachricht.art.antwort"), ""
	} else if x.Titel == "" {
		p.Titel, p.TitelLang = b.say("nachricht.ohneBetreff"), ""
	}
	if b.R.URL.Query().Has("gesendet") {
		w.Gesendet = answerTo(v, x.Id)
	}
	return s.show(c, p, status)
}

// answerTo is the newest answer to the message: what the page says has arrived.
func answerTo(v *api.AntragsraumVorgang, id uuid.UUID) (out *api.AntragsraumNachricht) {
	for i := range v.Nachrichten {
		n := &v.Nachrichten[i]
		if own(*n) && n.Bezug == id && (out == nil || n.Am.After(out.Am)) {
			out = n
		}
	}
	return out
}

// open opens a message; the first time is recorded. A decision that waits is handed out at once: its retrieval is that
// delivery.
func (s *Seiten) open(c context.Context, b *Besuch) error {
	_, err := s.ReadAntragsraumNachricht(c, api.ReadAntragsraumNachrichtRequestObject{Id: b.ID, NachrichtId: b.Objekt})
	if err != nil {
		return err
	}
	v, err := s.antrag(c, b)
	if err != nil {
		return err
	}
	x, err := find(v, b.Objekt, s.today())
	if err != nil {
		return err
	}
	if x.Lage == "ungeoeffnet" && x.Bescheid != nil && x.Bescheid.PDF != "" {
		return b.redirect(x.Bescheid.PDF)
	}
	return b.redirect(x.URL)
}

// toNachricht: what a form was sent to has a page, for a browser that loads it anew or changes its language.
func (s *Seiten) toNachricht(_ context.Context, b *Besuch) error {
	return b.redirect(nachrichtURL(b.ID, b.Objekt))
}

// dokument hands a document out, always as a download, as the operation does.
func (s *Seiten) dokument(c context.Context, b *Besuch) error {
	answer, err := s.GetAntragsraumDokument(c, api.GetAntragsraumDokumentRequestObject{Id: b.ID, DokumentId: b.Objekt})
	if err != nil {
		return err
	}
	return answer.VisitGetAntragsraumDokumentResponse(b.W)
}
