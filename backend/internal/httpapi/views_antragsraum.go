package httpapi

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/antragsraum"
)

type raumZeileView struct {
	ID             uuid.UUID             `json:"id"`
	Vorgangsnummer string                `json:"vorgangsnummer"`
	Titel          string                `json:"titel"`
	Stand          casework.Antragsstand `json:"stand"`
	AmZug          casework.AmZug        `json:"amZug"`
	Bis            *string               `json:"bis"`
	Offen          []offenView           `json:"offen"`
	AbrufVorbei    bool                  `json:"abrufVorbei"`
	EingangAm      time.Time             `json:"eingangAm"`
	Neu            int                   `json:"neu"`
}

type offenView struct {
	Art         casework.OffenArt `json:"art"`
	NachrichtID uuid.UUID         `json:"nachrichtId"`
	Bis         *string           `json:"bis"`
	Punkte      int               `json:"punkte"`
}

// raumZeile: state, who has the ball and until when follow from what is open, and from nothing else.
func raumZeile(r *antragsraum.Raum) raumZeileView {
	v := raumZeileView{ID: r.ID, Vorgangsnummer: r.Vorgangsnummer, Titel: r.Titel, EingangAm: r.EingangAm,
		Offen: list(r.Offen, func(o casework.Offenes) offenView { return offenView{o.Art, o.Nachricht, day(o.Bis), o.Punkte} })}
	for _, n := range r.Nachrichten {
		if r.Neu(n) {
			v.Neu++
		}
	}
	v.Stand, v.AmZug = casework.FuerAntragsteller(r.Status, r.Offen, r.Bescheide)
	if len(v.Offen) > 0 {
		v.Bis = v.Offen[0].Bis
	}
	if n := len(r.Bescheide); n > 0 && r.Bescheide[n-1].Nachricht != nil { // a newer one takes its place
		v.AbrufVorbei = r.AbrufVorbei(*r.Bescheide[n-1].Nachricht)
	}
	return v
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
	AbrufVorbei     bool       `json:"abrufVorbei"`
	RechtsbehelfBis *string    `json:"rechtsbehelfBis"`
}

func raum(r *antragsraum.Raum) raumView {
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
func raumNachricht(r *antragsraum.Raum, n casework.Nachricht) raumNachrichtView {
	v := raumNachrichtView{ID: n.ID, Richtung: n.Richtung, Art: n.Art, Am: n.Am, Gesperrt: r.Gesperrt(n), Vertrauensniveau: n.Vertrauensniveau,
		Neu: r.Neu(n), Antwort: n.Antwort, AntwortBis: day(n.AntwortBis), Bezug: n.Bezug, Anhaenge: []dokumentView{}, Punkte: []punktView{}}
	if v.Gesperrt {
		v.Art = casework.ArtNachricht
		return v
	}
	v.Betreff = n.Betreff
	if !r.Abgerufen(n) || r.AbrufVorbei(n.ID) {
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

func raumBescheid(r *antragsraum.Raum, b casework.Bescheid) raumBescheidView {
	v := raumBescheidView{ID: b.ID, NachrichtID: *b.Nachricht, Am: b.Am, Massgeblich: b.Kanal == casework.KanalAntragsraum,
		AbrufVorbei: r.AbrufVorbei(*b.Nachricht)}
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
