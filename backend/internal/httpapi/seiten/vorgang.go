package seiten

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// vorgangSicht is one application.
type vorgangSicht struct {
	*api.AntragsraumVorgang
	Heute       time.Time
	Saetze      []satz
	Wer         string // key: who has the ball
	BisWann     *time.Time
	OhneTag     string // key, where there is no day
	Spaet       bool   // an answer is welcome after the day, too
	Naechste    *nachrichtSicht
	NaechsteKey string
	Schritte    []schritt
	Nachrichten []nachrichtSicht
	Felder      []feld
	Unterlagen  []datei
	Frage       bool // something is asked, which has its form
}

type schritt struct{ Key, Stand string }

func (s *Seiten) vorgang(c context.Context, b *Besuch) error {
	v, err := s.antrag(c, b)
	if err != nil {
		return err
	}
	x := s.lookAt(v)
	p := seite{Besuch: b, Page: "vorgang", Titel: v.Titel, TitelLang: "de", Zurueck: Pfad, ZurueckZu: "seite.zurueck",
		Inhalt: x}
	switch q := b.R.URL.Query(); {
	case q.Has("zurueckgenommen") && v.Stand == api.AntragsraumZeileStandZurueckgenommen:
		p.Getan = "ruecknahme.fertig"
	case q.Has("gesendet") && slices.ContainsFunc(v.Nachrichten, own):
		p.Getan = "antwort.angekommenTitel"
	}
	return s.show(c, p, http.StatusOK)
}

func own(n api.AntragsraumNachricht) bool { return n.Richtung == api.AntragsraumNachrichtRichtungEin }

func (s *Seiten) lookAt(v *api.AntragsraumVorgang) *vorgangSicht {
	heute := s.today()
	unread := v.AntragsraumZeile
	unread.Neu = 0
	x := &vorgangSicht{AntragsraumVorgang: v, Heute: heute,
		Saetze: sentences(&v.AntragsraumZeile, len(v.Bescheide), heute), Wer: "jetzt." + turn(&unread, heute),
		Schritte: steps(v.Stand), Felder: fieldsOf(v, v.Antragsdaten, false, 3)}
	newest := slices.Clone(v.Nachrichten)
	slices.SortStableFunc(newest, func(a, b api.AntragsraumNachricht) int { return b.Am.Compare(a.Am) })
	for i := range newest {
		x.Nachrichten = append(x.Nachrichten, messageOf(v, &newest[i], heute))
	}
	x.Frage = slices.ContainsFunc(v.Offen, func(o api.Offenes) bool { return o.Art == api.OffenesArtAntwort })
	for _, d := range v.Dokumente {
		if d.Rolle == api.DokumentRolleRepresentation || d.Rolle == api.DokumentRolleAttachment {
			x.Unterlagen = append(x.Unterlagen, datei{d, dokumentURL(v.Id, d.Id)})
		}
	}
	x.next()
	x.until()
	return x
}

// next is the message a person should look at: what is open, the earliest day first, then what is unread.
func (x *vorgangSicht) next() {
	i := -1
	if len(x.Offen) > 0 {
		i = slices.IndexFunc(x.Nachrichten, func(n nachrichtSicht) bool { return n.Id == x.Offen[0].NachrichtId })
	}
	if i < 0 {
		i = slices.IndexFunc(x.Nachrichten, func(n nachrichtSicht) bool { return n.Neu })
	}
	if i < 0 {
		return
	}
	x.Naechste = &x.Nachrichten[i]
	switch {
	case len(x.Offen) == 0:
		x.NaechsteKey = "jetzt.neueLesen"
	case x.Offen[0].Art == api.OffenesArtAbruf:
		x.NaechsteKey = "jetzt.zumBescheid"
	default:
		x.NaechsteKey = "jetzt.zurFrage"
	}
	if x.AmZug == api.AntragsraumZeileAmZugNiemand {
		x.Wer = "jetzt.niemandAberNeu"
	}
}

// until is until when whoever has the ball shall act.
func (x *vorgangSicht) until() {
	if x.AmZug == api.AntragsraumZeileAmZugNiemand && x.Wer != "jetzt.zahlung" {
		return
	}
	asked := len(x.Offen) > 0 && x.Offen[0].Art == api.OffenesArtAntwort
	x.Spaet, x.OhneTag = asked, "jetzt.ohneTermin"
	stopped := len(x.Offen) > 0 && slices.ContainsFunc(x.AntragsraumVorgang.Nachrichten,
		func(n api.AntragsraumNachricht) bool { return n.Id == x.Offen[0].NachrichtId && n.FristAngehalten })
	switch {
	case x.Wer == "jetzt.zahlung" && x.ZahlungBis != nil:
		x.BisWann = &x.ZahlungBis.Time
	case x.Bis != nil:
		x.BisWann = &x.Bis.Time
	case stopped:
		x.OhneTag = "jetzt.angehalten"
	case asked:
		x.OhneTag = "jetzt.ohneTerminSie"
	}
}

// Vorbei: the day is over.
func (x *vorgangSicht) Vorbei() bool { return x.BisWann != nil && daysUntil(*x.BisWann, x.Heute) < 0 }

// steps are the way of an application, for a quick look.
func steps(stand api.AntragsraumZeileStand) []schritt {
	if stand == api.AntragsraumZeileStandNichtBearbeitet {
		return nil
	}
	at := map[api.AntragsraumZeileStand]int{api.AntragsraumZeileStandInPruefung: 1,
		api.AntragsraumZeileStandAntwortNoetig: 1, api.AntragsraumZeileStandEntschieden: 2,
		api.AntragsraumZeileStandAbgeschlossen: 3}[stand]
	var out []schritt
	for i, key := range []string{"schritt1", "schritt2", "schritt3"} {
		state := "kommt"
		switch { // received and decided are facts as soon as they are reached; checking goes on
		case i < at || i == at && i != 1:
			state = "erledigt"
		case i == at:
			state = "aktuell"
		}
		out = append(out, schritt{key, state})
	}
	return out
}

// datei is a document with its address.
type datei struct {
	api.Dokument
	URL string
}

// Haelt is the key of why it is not handed out; "" = it is.
func (d datei) Haelt() string {
	if d.Pruefung == api.DokumentPruefungAusstehend || d.Pruefung == api.DokumentPruefungBefallen {
		return "datei." + string(d.Pruefung)
	}
	return ""
}

func filesOf(vorgang uuid.UUID, in []api.Dokument) []datei {
	out := make([]datei, len(in))
	for i, d := range in {
		out[i] = datei{d, dokumentURL(vorgang, d.Id)}
	}
	return out
}

// feld is one value or group of what was applied for, in the language it was written in.
type feld struct {
	Name   string
	Text   string
	Datei  *datei
	Gruppe bool
	Stufe  int // of its heading
	Felder []feld
}

// fieldsOf puts single values before groups, as the app does.
func fieldsOf(v *api.AntragsraumVorgang, in []api.Feld, liste bool, stufe int) []feld {
	var values, groups []feld
	for i, f := range in {
		x := feld{Name: casework.Feldname(f, i, liste), Stufe: min(stufe, 6)}
		if f.Typ == adapters.Gruppe || f.Typ == adapters.Liste || len(f.Felder) > 0 {
			x.Gruppe, x.Felder = true, fieldsOf(v, f.Felder, f.Typ == adapters.Liste, stufe+1)
			groups = append(groups, x)
			continue
		}
		x.Text = strings.TrimSpace(casework.FeldWorte(f))
		for _, d := range v.Dokumente {
			if f.Dokument != "" && d.Id.String() == f.Dokument {
				x.Datei = &datei{d, dokumentURL(v.Id, d.Id)}
			}
		}
		values = append(values, x)
	}
	return append(values, groups...)
}
