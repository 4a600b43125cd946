package httpapi

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
)

type raumZeileView struct {
	ID             uuid.UUID `json:"id"`
	Vorgangsnummer string    `json:"vorgangsnummer"`
	Titel          string    `json:"titel"`
	Stand          string    `json:"stand"`
	AmZug          string    `json:"amZug"`
	Bis            *string   `json:"bis"`
	EingangAm      time.Time `json:"eingangAm"`
	Neu            int       `json:"neu"`
}

func raumZeile(r *service.Raum) raumZeileView {
	v := raumZeileView{ID: r.ID, Vorgangsnummer: r.Vorgangsnummer, Titel: r.Titel, EingangAm: r.EingangAm}
	for _, n := range r.Nachrichten {
		if n.Richtung == casework.Aus && !r.Abgerufen(n) {
			v.Neu++
		}
	}
	v.Stand, v.AmZug, v.Bis = stand(r)
	return v
}

// stand says what happens now in the applicant's words: state, who has the ball, until when.
func stand(r *service.Raum) (stand, amZug string, bis *string) {
	switch r.Status {
	case casework.Verworfen, casework.ZuLoeschen:
		return "nicht_bearbeitet", "niemand", nil
	case casework.Abgeschlossen:
		return "abgeschlossen", "niemand", nil
	case casework.Beschieden:
		return "entschieden", "niemand", nil
	}
	if r.WartetAuf == casework.WartetAntragsteller {
		for _, n := range r.Nachrichten {
			if n.Antwort == casework.AntwortErforderlich && n.AntwortBis != nil {
				bis = day(n.AntwortBis)
			}
		}
		return "antwort_noetig", "sie", bis
	}
	if r.Status == casework.Neu {
		return "eingegangen", "behoerde", nil
	}
	return "in_pruefung", "behoerde", nil
}

type raumView struct {
	raumZeileView
	Behoerde        string              `json:"behoerde"`
	Kontakt         kontaktView         `json:"kontakt"`
	Antragsdaten    []adapters.Feld     `json:"antragsdaten"`
	Dokumente       []dokumentView      `json:"dokumente"`
	Nachrichten     []raumNachrichtView `json:"nachrichten"`
	AntwortMoeglich bool                `json:"antwortMoeglich"`
	Bescheide       []raumBescheidView  `json:"bescheide"`
}

type kontaktView struct {
	Einheit   string `json:"einheit"`
	Email     string `json:"email"`
	Telefon   string `json:"telefon"`
	Anschrift string `json:"anschrift"`
}

type raumNachrichtView struct {
	ID               uuid.UUID             `json:"id"`
	Richtung         casework.Richtung     `json:"richtung"`
	Art              casework.NachrichtArt `json:"art"`
	Am               time.Time             `json:"am"`
	Betreff          string                `json:"betreff,omitempty"`
	Text             string                `json:"text,omitempty"`
	Gesperrt         bool                  `json:"gesperrt"`
	Vertrauensniveau int                   `json:"vertrauensniveau"`
	Neu              bool                  `json:"neu"`
	Antwort          casework.AntwortRegel `json:"antwort"`
	AntwortBis       *string               `json:"antwortBis"`
	Bezug            *uuid.UUID            `json:"bezug,omitempty"`
	Anhaenge         []dokumentView        `json:"anhaenge"`
	Punkte           []punktView           `json:"punkte"`
}

type raumBescheidView struct {
	ID              uuid.UUID  `json:"id"`
	NachrichtID     uuid.UUID  `json:"nachrichtId"`
	Am              time.Time  `json:"am"`
	Ergebnis        string     `json:"ergebnis,omitempty"`
	DokumentID      *uuid.UUID `json:"dokumentId,omitempty"`
	Massgeblich     bool       `json:"massgeblich"`
	RechtsbehelfBis *string    `json:"rechtsbehelfBis"`
}

func raum(r *service.Raum) raumView {
	v := raumView{raumZeileView: raumZeile(r), Behoerde: r.Mandant.Name, AntwortMoeglich: r.AntwortMoeglich(), Bescheide: []raumBescheidView{},
		Kontakt:      kontaktView{r.EinheitName, either(r.Einheit.Email, r.Mandant.Email), either(r.Einheit.Telefon, r.Mandant.Telefon), r.Mandant.Strasse + ", " + r.Mandant.PlzOrt},
		Antragsdaten: felder(r.Antrag.Antragsdaten, r.Dokumente), Dokumente: list(r.Dokumente, dokument),
		Nachrichten: list(r.Nachrichten, func(n casework.Nachricht) raumNachrichtView { return raumNachricht(r, n) })}
	for _, b := range r.Bescheide {
		if b.Nachricht == nil || !slices.ContainsFunc(r.Nachrichten, func(n casework.Nachricht) bool { return n.ID == *b.Nachricht }) {
			continue
		}
		v.Bescheide = append(v.Bescheide, raumBescheid(r, b))
	}
	return v
}

// raumNachricht hides what needs a higher level, and the text of what was never opened.
func raumNachricht(r *service.Raum, n casework.Nachricht) raumNachrichtView {
	v := raumNachrichtView{ID: n.ID, Richtung: n.Richtung, Art: n.Art, Am: n.Am, Gesperrt: r.Gesperrt(n), Vertrauensniveau: n.Vertrauensniveau,
		Neu: !r.Abgerufen(n), Antwort: n.Antwort, AntwortBis: day(n.AntwortBis), Bezug: n.Bezug, Anhaenge: []dokumentView{}, Punkte: []punktView{}}
	if v.Gesperrt {
		v.Art = casework.ArtNachricht
		return v
	}
	v.Betreff = n.Betreff
	if v.Neu {
		return v
	}
	v.Text, v.Punkte = n.Text, punkte(n.ID, r.Punkte, r.Dokumente)
	for _, d := range r.Dokumente {
		if d.Nachricht != nil && *d.Nachricht == n.ID {
			v.Anhaenge = append(v.Anhaenge, dokument(d))
		}
	}
	return v
}

func raumBescheid(r *service.Raum, b casework.Bescheid) raumBescheidView {
	v := raumBescheidView{ID: b.ID, NachrichtID: *b.Nachricht, Am: b.Am, Massgeblich: b.Kanal == casework.KanalAntragsraum}
	for _, d := range r.Dokumente { // holds it only after retrieval at a sufficient level
		if b.Dokument != nil && d.ID == *b.Dokument {
			v.DokumentID, v.Ergebnis, v.RechtsbehelfBis = b.Dokument, string(b.Ergebnis), day(b.RechtsbehelfBis)
		}
	}
	return v
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
