package seiten

import (
	"context"
	"net/http"
	"strconv"

	"github.com/google/uuid"
)

// fehlerSicht is a page of nothing but what happened.
type fehlerSicht struct {
	Saetze []string // keys
	Antrag bool     // it needs a surer login, or another way
	Text   string   // what somebody typed
}

// Niveau is what the login must reach; 0 = it has nothing to do with that.
func (f *Fault) Niveau() int {
	if f.Reason != "level_too_low" {
		return 0
	}
	if n, err := strconv.Atoi(f.Fields["vertrauensniveau"]); err == nil {
		return n
	}
	return 4
}

// Frisch is how many minutes ago somebody may have signed in; 0 = it has nothing to do with that.
func (f *Fault) Frisch() int {
	if f.Reason != "login_too_old" {
		return 0
	}
	if n, err := strconv.Atoi(f.Fields["minuten"]); err == nil {
		return n
	}
	return 15
}

// Was is the key of what happened.
func (f *Fault) Was() string {
	if reason := "fehler.grund." + f.Reason; known(reason) {
		return reason
	}
	return "fehler." + f.code()
}

// Tun is the key of what to do.
func (f *Fault) Tun() string {
	if f.Niveau() > 0 {
		return "gesperrt.tun"
	}
	return "fehler." + f.code() + "Tun"
}

func (f *Fault) code() string {
	if known("fehler." + f.Code + "Tun") {
		return f.Code
	}
	return "internal"
}

// Refuse answers with a page that says in words why there is no other.
func (s *Seiten) Refuse(c context.Context, b *Besuch, f Fault, text string) error {
	if text == "" && b.R.Method == http.MethodPost {
		text = typed(b)
	}
	if f.Status == http.StatusUnauthorized {
		return s.signIn(c, b, text)
	}
	x := fehlerSicht{Saetze: []string{f.Was(), f.Tun()}, Text: text}
	titel := "fehler.titel"
	if f.Niveau() > 0 {
		titel, x.Antrag, x.Saetze = "verschlossen.seite", true, []string{f.Tun()}
		if b.Objekt == uuid.Nil { // not a message of it alone
			x.Saetze = []string{"verschlossen.text_one"}
		}
	}
	return s.show(c, seite{Besuch: b, Page: "fehler", Titel: b.say(titel), Zurueck: Pfad, ZurueckZu: "seite.zurueck",
		Fehler: &f, Inhalt: x}, f.Status)
}

// Unknown says that there is no such page.
func (s *Seiten) Unknown(c context.Context, b *Besuch) error {
	return s.show(c, seite{Besuch: b, Page: "fehler", Titel: b.say("seite.nichtGefunden"),
		Fehler: &Fault{Status: http.StatusNotFound}, Inhalt: fehlerSicht{Saetze: []string{"seite.nichtGefundenText"}}},
		http.StatusNotFound)
}

// signIn is what somebody sees whom nobody knows: the start page; and where a form was sent, that the login has ended.
func (s *Seiten) signIn(c context.Context, b *Besuch, text string) error {
	if b.R.Method == http.MethodGet {
		return s.show(c, seite{Besuch: b, Page: "start", Inhalt: b.Path()}, http.StatusOK)
	}
	return s.show(c, seite{Besuch: b, Page: "sitzung", Titel: b.say("sitzung.abgelaufen"),
		Inhalt: newFormular(b, text, b.R.URL.Path)}, http.StatusUnauthorized)
}
