package seiten

import (
	"context"
	"errors"
	"net/http"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

type einwilligungSicht struct {
	*api.AntragsraumIch
	Fassung string
	Offen   bool // never asked
	Erteilt bool
	Darf    bool // this login is as sure as it must be
}

func (s *Seiten) settings(c context.Context, b *Besuch) error {
	return s.showSettings(c, b, nil, http.StatusOK)
}

func (s *Seiten) showSettings(c context.Context, b *Besuch, f *Fault, status int) error {
	ich, err := s.ich(c)
	if err != nil {
		return err
	}
	x := einwilligungSicht{AntragsraumIch: ich, Fassung: casework.EinwilligungFassung(),
		Offen:   ich.Einwilligung == api.AntragsraumIchEinwilligungOffen,
		Erteilt: ich.Einwilligung == api.AntragsraumIchEinwilligungErteilt,
		Darf:    ich.EinwilligungNiveau <= ich.Vertrauensniveau}
	p := seite{Besuch: b, Page: "einstellungen", Titel: b.say("einwilligung.wieBekommen"), Zurueck: Pfad,
		ZurueckZu: "seite.zurueck", Fehler: f, Inhalt: x}
	if x.Offen {
		p.Titel = b.say("einwilligung.frage")
	}
	if b.R.URL.Query().Has("gespeichert") && !x.Offen {
		p.Getan = "einwilligung.gespeichertNein"
		if x.Erteilt {
			p.Getan = "einwilligung.gespeichertJa"
		}
	}
	return s.show(c, p, status)
}

// setEinwilligung keeps with the choice the words that stood on the page.
func (s *Seiten) setEinwilligung(c context.Context, b *Besuch) error {
	body := api.SetEinwilligungJSONRequestBody{Fassung: b.R.PostFormValue("fassung"),
		Sprache: api.SetEinwilligungJSONBodySprache(b.R.PostFormValue("sprache"))}
	err := errors.New("no choice")
	switch b.R.PostFormValue("erteilt") {
	case "ja":
		body.Erteilt, err = true, nil
	case "nein":
		err = nil
	}
	if err != nil {
		return casework.Malformed(err)
	}
	_, err = s.SetEinwilligung(c, api.SetEinwilligungRequestObject{Body: &body})
	if err != nil {
		f := b.Fault(err)
		return s.showSettings(c, b, &f, f.Status)
	}
	return b.redirect(Pfad + "/einstellungen?gespeichert")
}
