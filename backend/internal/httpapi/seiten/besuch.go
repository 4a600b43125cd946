package seiten

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"kontor/backend/internal/httpapi/api"
)

// seite is one page for its frame; what its template shows stands in Inhalt.
type seite struct {
	*Besuch
	Page       string // its template
	Titel      string // "" = the page says its own
	TitelLang  string // de = whatever language the page is in
	Behoerde   api.Behoerde
	Stylesheet string
	Zurueck    string // address of the page above
	ZurueckZu  string // key of its name
	Maengel    []mangel
	Fehler     *Fault // what was refused as a whole
	Dateien    bool   // files that came with it are to be chosen again
	Getan      string // key of a sentence: what has just been done
	Inhalt     any
}

// mangel is what is wrong with one field.
type mangel struct{ Feld, Satz string }

// Mangel is what is wrong with that field; "" = nothing.
func (x *seite) Mangel(feld string) string {
	for _, m := range x.Maengel {
		if m.Feld == feld {
			return m.Satz
		}
	}
	return ""
}

// AndereSprache is the other language of the two.
func (b *Besuch) AndereSprache() string {
	if b.Sprache == "de" {
		return "en"
	}
	return "de"
}

// SpracheURL shows the same page in the other language. What a form was sent to has a page to look at, too.
func (b *Besuch) SpracheURL() string {
	q := b.R.URL.Query()
	q.Set("sprache", b.AndereSprache())
	return b.R.URL.Path + "?" + q.Encode()
}

// Path is the address of the page without its query.
func (b *Besuch) Path() string { return b.R.URL.Path }

// say is a sentence in the language of the visit.
func (b *Besuch) say(key string, values ...any) string { return say(b.Sprache, key, values...) }

// show answers with a page.
func (s *Seiten) show(c context.Context, x seite, status int) error {
	m, err := s.Services.Antragsraum.GetBehoerde(x.R.Context(), x.Actor)
	if err == nil {
		x.Behoerde = api.Behoerde{Name: m.Name, Anschrift: m.Strasse + ", " + m.PlzOrt, Email: m.Email,
			Telefon: m.Telefon, Impressum: m.Impressum, Datenschutz: m.Datenschutz, Barrierefreiheit: m.Barrierefreiheit}
	} else if x.Fehler == nil { // a page that says what fails needs nothing else
		return err
	}
	x.Stylesheet = s.Stylesheet
	var out bytes.Buffer // whole, or not at all
	if err := templates[x.Sprache][x.Page].ExecuteTemplate(&out, "rahmen", &x); err != nil {
		return fmt.Errorf("page %s: %w", x.Page, err)
	}
	x.W.Header().Set("Content-Type", "text/html; charset=utf-8")
	x.W.WriteHeader(status)
	_, err = out.WriteTo(x.W)
	return err
}

// redirect sends the browser on with GET (Post/Redirect/Get).
func (b *Besuch) redirect(to string) error {
	http.Redirect(b.W, b.R, to, http.StatusSeeOther)
	return nil
}

// antrag reads the application that the address names.
func (s *Seiten) antrag(c context.Context, b *Besuch) (*api.AntragsraumVorgang, error) {
	answer, err := s.GetAntragsraumVorgang(c, api.GetAntragsraumVorgangRequestObject{Id: b.ID})
	if err != nil {
		return nil, err
	}
	v := api.AntragsraumVorgang(answer.(api.GetAntragsraumVorgang200JSONResponse).AntragsraumVorgangJSONResponse)
	return &v, nil
}

func (s *Seiten) ich(c context.Context) (*api.AntragsraumIch, error) {
	answer, err := s.GetAntragsraumIch(c, api.GetAntragsraumIchRequestObject{})
	if err != nil {
		return nil, err
	}
	ich := api.AntragsraumIch(answer.(api.GetAntragsraumIch200JSONResponse))
	return &ich, nil
}

// PageOf is where the page without script of an address of the app is.
func PageOf(path string) string {
	rest, _ := strings.CutPrefix(strings.TrimRight(path, "/"), "/antragsraum/vorgaenge/")
	if id, err := uuid.Parse(rest); err == nil {
		return vorgangURL(id)
	}
	return Pfad
}
