// Package seiten shows the Antragsraum to browsers that run no script: pages and forms, made of what the operations of
// the contract answer (package operations) and of the services' acts. It holds no rule: what a page offers, and what
// it hides, follows from those answers. The words are those of the app.
package seiten

import (
	"context"
	"embed"
	"html/template"
	"net/http"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/operations"
	"kontor/backend/internal/service"
)

// Pfad begins the address of every page.
const Pfad = "/antragsraum/seiten"

// Seiten are all pages.
type Seiten struct {
	operations.Operations
	Stylesheet string // address; "" = none was built
}

// Besuch is one request: who asks for what, and in which language.
type Besuch struct {
	W       http.ResponseWriter
	R       *http.Request
	Actor   casework.Actor
	Signed  bool   // signed in
	Sprache string // de or en
	ID      uuid.UUID
	Objekt  uuid.UUID         // a message or document of the application
	Fault   func(error) Fault // what an error means; operators are told
}

// Fault is an error as somebody outside is told of it.
type Fault struct {
	Status      int
	Code        string
	Reason      string
	Fields      map[string]string
	Kennzeichen string // to name to the operator
}

// Act answers one request. Its error is answered with a page, unless something was answered already.
type Act func(*Seiten, context.Context, *Besuch) error

// Weg is one route.
type Weg struct {
	Method, Pfad string
	Body         int64 // bytes
	Act          Act
}

const (
	maxForm    = 64 << 10
	maxAntwort = service.MaxUpload + 2<<20 // with its files, as for the app
	// What is too large is read to its end and thrown away, as far as proxies let it pass (docs/betrieb.md): a browser
	// shows the answer only to a form it could send whole.
	maxForwarded = 300 << 20
)

// Wege are the routes of all pages.
func Wege() []Weg {
	const vorgang = Pfad + "/vorgaenge/:id"
	const nachricht = vorgang + "/nachrichten/:objekt"
	return []Weg{
		{http.MethodGet, Pfad, maxForm, (*Seiten).list},
		{http.MethodGet, Pfad + "/einstellungen", maxForm, (*Seiten).settings},
		{http.MethodPost, Pfad + "/einstellungen", maxForm, (*Seiten).setEinwilligung},
		{http.MethodGet, vorgang, maxForm, (*Seiten).vorgang},
		{http.MethodGet, vorgang + "/schreiben", maxForm, (*Seiten).write},
		{http.MethodPost, vorgang + "/schreiben", maxForwarded, (*Seiten).send},
		{http.MethodGet, vorgang + "/ruecknahme", maxForm, (*Seiten).askWithdraw},
		{http.MethodPost, vorgang + "/ruecknahme", maxForm, (*Seiten).withdraw},
		{http.MethodGet, vorgang + "/dokumente/:objekt", maxForm, (*Seiten).dokument},
		{http.MethodGet, nachricht, maxForm, (*Seiten).nachricht},
		{http.MethodPost, nachricht, maxForm, (*Seiten).open},
		{http.MethodGet, nachricht + "/antwort", maxForm, (*Seiten).toNachricht},
		{http.MethodPost, nachricht + "/antwort", maxForwarded, (*Seiten).send},
	}
}

//go:embed vorlagen
var vorlagen embed.FS

var pages = []string{"liste", "start", "sitzung", "einstellungen", "vorgang", "nachricht", "schreiben", "ruecknahme",
	"fehler"}

// templates by language and page.
var templates = func() map[string]map[string]*template.Template {
	out := map[string]map[string]*template.Template{}
	for _, sprache := range sprachen {
		out[sprache] = map[string]*template.Template{}
		for _, page := range pages {
			out[sprache][page] = template.Must(template.New(page).Funcs(words(sprache)).ParseFS(vorlagen,
				"vorlagen/rahmen.gohtml", "vorlagen/teile.gohtml", "vorlagen/bescheid.gohtml",
				"vorlagen/antwort.gohtml", "vorlagen/"+page+".gohtml"))
		}
	}
	return out
}()

func (s *Seiten) today() time.Time { return casework.Heute(s.Services.DB.Now()) }
