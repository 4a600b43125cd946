package httpapi_test

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/testkit"
)

const seitenPfad = "/antragsraum/seiten"

// seite is the address of the application's page.
func (a *akte) seite() string { return seitenPfad + "/vorgaenge/" + a.ID }

// form sends a form without files.
func form(c *testkit.Client, path string, values ...string) *testkit.Answer {
	q := url.Values{}
	for i := 0; i+1 < len(values); i += 2 {
		q.Set(values[i], values[i+1])
	}
	return c.Do("POST", path, "application/x-www-form-urlencoded", strings.NewReader(q.Encode()))
}

// leadsTo fails the test unless the answer sends the browser to that page.
func leadsTo(t *testing.T, a *testkit.Answer, path string) {
	t.Helper()
	if got := a.Is(303).Header.Get("Location"); got != path {
		t.Fatalf("leads to %s, want %s", got, path)
	}
}

// lacks fails the test if the page has these words.
func lacks(t *testing.T, a *testkit.Answer, words ...string) {
	t.Helper()
	for _, w := range words {
		if strings.Contains(string(a.Body), w) {
			t.Errorf("%s is in %s", w, a.Body)
		}
	}
}

var (
	runs       = regexp.MustCompile(`(?i)<script|\son[a-z]+=|<style|\sstyle=|javascript:`)
	schluessel = regexp.MustCompile(`name="schluessel" value="([^"]+)"`)
)

// keyIn is what the form of a page is named by.
func keyIn(t *testing.T, a *testkit.Answer) string {
	t.Helper()
	hit := schluessel.FindSubmatch(a.Is(200).Body)
	if hit == nil {
		t.Fatalf("no form in %s", a.Body)
	}
	return string(hit[1])
}

// Every page runs nothing, loads its stylesheet, is kept nowhere, and is in one language.
func TestPagesWithoutScript(t *testing.T) {
	o := open(t)
	a := bisNachforderung(o)
	n, _ := a.nachricht("Zwei Unterlagen")
	pages := []string{"", "/einstellungen", "/vorgaenge/" + a.ID, "/vorgaenge/" + a.ID + "/schreiben",
		"/vorgaenge/" + a.ID + "/ruecknahme", "/vorgaenge/" + a.ID + "/nachrichten/" + n, "/gibt/es/nicht"}
	for _, who := range []*testkit.Client{o.buerger, o.Anonymous()} {
		for _, path := range pages {
			page := who.Get(seitenPfad+path).Is(200, 404)
			if hit := runs.Find(page.Body); hit != nil {
				t.Errorf("%s: %s", path, hit)
			}
			csp := page.Header.Get("Content-Security-Policy")
			if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "script-src") ||
				strings.Contains(csp, "unsafe") || page.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s: %v", path, page.Header)
			}
			page.Says(`<html lang="de">`).Says(`href="/assets/seiten-1.css"`).Says(`<h1`).Says(`href="#inhalt"`)
		}
	}
	o.Anonymous().Get(seitenPfad + "/vorgaenge/" + a.ID).Is(200).Says("Anmelden").
		Says("/antragsraum/anmelden?weiter=%2Fantragsraum%2Fseiten%2Fvorgaenge%2F" + a.ID)
	o.buerger.Get(seitenPfad + "/gibt/es/nicht").Is(404).Says("Diese Seite gibt es nicht")
	english := o.buerger.Get(a.seite() + "?sprache=en")
	leadsTo(t, english, a.seite())
	cookie := english.Header.Get("Set-Cookie")
	if !strings.HasPrefix(cookie, "__Host-kontor-sprache=en;") || !strings.Contains(cookie, "HttpOnly; Secure") {
		t.Error(cookie)
	}
}

// A browser without script goes from a page of the app to the same place here.
func TestTheAppLeadsToItsPageWithoutScript(t *testing.T) {
	o := open(t)
	id := "/vorgaenge/0190a0a0-0000-7000-8000-000000000001"
	for from, to := range map[string]string{"": "", "/": "", id: id, id + "/": id, "/vorgaenge/x": "", "/sonst": ""} {
		answer := o.Anonymous().Get("/antragsraum" + from + "?ohne-skript").Is(302)
		if got := answer.Header.Get("Location"); got != seitenPfad+to {
			t.Errorf("%s leads to %s", from, got)
		}
	}
	if got := o.Anonymous().Get("/schreibtisch?ohne-skript").Status; got != 200 {
		t.Errorf("the desk answers %d", got)
	}
}

// What the overview and the application say: its state, who has the ball, until when, and what lies there.
func TestReadingWithoutScript(t *testing.T) {
	o := open(t)
	a := bisNachforderung(o)
	list := o.buerger.Get(seitenPfad).Is(200).Says("Bei einem Antrag gibt es etwas für Sie zu tun.").
		Says("Antwort nötig").Says("1 neue Nachricht").Says(a.Vorgangsnummer).Says(`href="` + a.seite() + `"`)
	lacks(t, list, "Bitte nachreichen.")
	page := o.buerger.Get(a.seite()).Is(200).Says("Es fehlen noch 2 Unterlagen.").
		Says("Zwei Unterlagen").Says("Es fehlen Unterlagen").
		Says("Ihre Angaben im Antrag").Says("Plan.pdf").Says("Zur Nachricht der Behörde")
	lacks(t, page, "Bitte nachreichen.")
	download := o.buerger.Get(a.seite() + "/dokumente/" + a.anhang()).Is(200)
	app := o.buerger.Get(a.raum + "/dokumente/" + a.anhang()).Is(200)
	for _, h := range strings.Fields("Content-Disposition Content-Type Content-Security-Policy " +
		"X-Content-Type-Options Cache-Control") {
		if got, want := download.Header.Get(h), app.Header.Get(h); got != want {
			t.Errorf("%s is %s, in the app %s", h, got, want)
		}
	}
	if string(download.Body) != string(app.Body) {
		t.Error("another document")
	}
}

// Opening a message is what it is in the app: noted once, and only then there is a text.
func TestOpeningWithoutScript(t *testing.T) {
	o := open(t)
	a := bisNachforderung(o)
	n, _ := a.nachricht("Zwei Unterlagen")
	path := a.seite() + "/nachrichten/" + n
	opened := func() int {
		return len(slices.DeleteFunc(a.verlauf(), func(x string) bool { return x != "nachricht_abgerufen" }))
	}
	shut := o.buerger.Get(path).Is(200).Says("Wir speichern, wann Sie die Nachricht zum ersten Mal öffnen.")
	lacks(t, shut, "Bitte nachreichen.", `name="schluessel"`)
	if opened() != 0 {
		t.Error("looking opened it")
	}
	for range 2 {
		leadsTo(t, form(o.buerger, path), path)
	}
	o.buerger.Get(path).Is(200).Says("Bitte nachreichen.").Says("Lageplan").Says("Schon da: 0 von 2")
	if opened() != 1 {
		t.Errorf("opened %d times", opened())
	}
}

// A decision is opened with the warning of the app, and retrieved by the delivery of its document.
func TestABescheidWithoutScript(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().consent().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	path := a.seite() + "/nachrichten/" + a.Nachrichten[len(a.Nachrichten)-1].ID
	warned := o.buerger.Get(path).Is(200).Says("Bevor Sie den Bescheid öffnen").
		Says("Am Tag danach gilt er als bekannt gegeben.").Says("Sie können ihn hier bis 20. März 2026 öffnen.")
	lacks(t, warned, "Ihr Antrag wurde bewilligt.")
	pdf := a.seite() + "/dokumente/" + a.load().Bescheide[0].DokumentID
	leadsTo(t, form(o.buerger, path), pdf)
	if b := a.load().Bescheide[0]; b.Zustand != "bereitgestellt" {
		t.Errorf("opening its message retrieved it: %+v", b)
	}
	lacks(t, o.buerger.Get(path).Is(200).Says("Bescheid jetzt öffnen"), "Ihr Antrag wurde bewilligt.")
	file := o.buerger.Get(pdf).Is(200)
	if !strings.HasPrefix(file.Header.Get("Content-Disposition"), "attachment") {
		t.Error(file.Header)
	}
	if b := a.load().Bescheide[0]; b.Bekanntgabe.Am != "2026-03-11" {
		t.Errorf("%+v", b)
	}
	o.buerger.Get(path).Is(200).Says("Ihr Antrag wurde bewilligt.").Says("Bescheid als PDF speichern").
		Says("Wenn Sie nicht einverstanden sind")
	o.buerger.Get(a.seite()).Is(200).Says("Wir haben über Ihren Antrag entschieden.")
}

// Whose it is not finds nothing; whose login is not sure enough is told so, and how to go on.
func TestPagesAreForTheirAccount(t *testing.T) {
	o := open(t)
	a := bisNachforderung(o)
	n, _ := a.nachricht("Zwei Unterlagen")
	fremd := o.Applicant(casework.Konto{Pseudonym: "p-2", Postfach: "pf-2", Vertrauensniveau: 4})
	eins := o.Applicant(konto(1))
	for _, path := range []string{"", "/nachrichten/" + n, "/dokumente/" + a.anhang(), "/schreiben",
		"/ruecknahme"} {
		lacks(t, fremd.Get(a.seite()+path).Is(404).Says("Diesen Antrag finden wir in Ihrem Konto nicht."),
			a.Vorgangsnummer)
		low := eins.Get(a.seite() + path).Is(403).Says("Dafür brauchen Sie eine stärkere Anmeldung").
			Says("niveau=3&amp;weiter=" + url.QueryEscape(a.seite()+path))
		lacks(t, low, a.Vorgangsnummer)
	}
	for _, path := range []string{"/nachrichten/" + n, "/ruecknahme"} {
		form(fremd, a.seite()+path).Is(404)
		form(eins, a.seite()+path).Is(403)
	}
	o.buerger.Get(a.seite() + "/nachrichten/" + a.ID).Is(404)
	o.buerger.Get(seitenPfad + "/vorgaenge/keine-kennung").Is(404)
	lacks(t, eins.Get(seitenPfad).Is(200).Says("Ein Antrag, für den Sie eine stärkere Anmeldung brauchen"),
		a.Vorgangsnummer)
}

// A form of another site is refused before anything else.
func TestPagesTakeNoFormsOfOthers(t *testing.T) {
	o := open(t)
	a := o.antrag()
	c := o.buerger.With("Sec-Fetch-Site", "cross-site")
	form(c, a.seite()+"/ruecknahme").Is(403)
	c.PostParts(a.seite()+"/schreiben", testkit.Part{Name: "text", Inhalt: "x"}).Is(403)
	if a.load(); a.ZurueckgenommenAm != "" || len(a.Nachrichten) != 0 {
		t.Errorf("%+v", a.vorgang)
	}
}

// anhang is the file that came with the application.
func (a *akte) anhang() string {
	a.t.Helper()
	for _, d := range a.load().Dokumente {
		if d.Rolle == "attachment" {
			return d.ID
		}
	}
	a.t.Fatalf("no upload in %+v", a.Dokumente)
	return ""
}
