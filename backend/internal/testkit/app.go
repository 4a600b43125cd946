package testkit

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/textproto"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/auth"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi"
	"kontor/backend/internal/jobs"
	"kontor/backend/internal/live"
	"kontor/backend/internal/render"
	"kontor/backend/internal/service/brief"
	"kontor/backend/internal/store"
)

// Server is a whole Kontor on loopback: HTTP surface, workers, letters, live events. The login provider is
// not part of it; staff come with tokens, applicants with sessions made by the store.
type Server struct {
	*Kit
	URL     string
	Handler http.Handler
}

var renderer = sync.OnceValues(func() (*render.Renderer, error) {
	return render.Start(context.Background(), render.Config{}) // ends with the process
})

// briefe start the renderer when the first letter is made.
type briefe struct{}

func (briefe) Render(ctx context.Context, x brief.Brief) ([]byte, error) {
	r, err := renderer()
	if err != nil {
		return nil, err
	}
	return r.Render(ctx, render.Document{Main: x.Main, Files: x.Files, Data: x.Daten, Eilig: x.Eilig})
}

// App starts a Server; it ends with the test. setup may change the Kit before anything runs.
func App(t testing.TB, setup ...func(*Kit)) *Server {
	t.Helper()
	return Town{}.App(t, setup...)
}

// App starts a Server of this town.
func (x Town) App(t testing.TB, setup ...func(*Kit)) *Server {
	t.Helper()
	k := x.service(t)
	k.Versand.Kanaele[casework.ZielEmail] = mailbox{}
	for _, change := range setup {
		change(k)
	}
	if !k.Idle {
		runner, err := jobs.Start(t.Context(), k.All, jobs.Options{Log: k.Log})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = runner.Stop(context.Background()) })
	}
	hub := live.New(live.Options{
		Names:   func(uuid.UUID) string { return "Jemand" },
		Publish: func(a casework.Actor, m casework.Meldung) { _ = k.DB.Publish(context.Background(), a, m) },
		MayView: func(ctx context.Context, a casework.Actor, id uuid.UUID) bool {
			return k.Vorgang.MayView(ctx, a, id)
		},
	})
	t.Cleanup(func() { _ = hub.Close(context.Background()) })
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	go func() { _ = store.Listen(ctx, k.DSN, hub.Broadcast) }()
	provider, err := auth.Discover(t.Context(), auth.Config{Issuer: "http://127.0.0.1:1/realms/test",
		ClientID: "kontor", RedirectURL: "http://localhost/anmelden/rueckruf", Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	pages := fstest.MapFS{"index.html": {Data: []byte("<!doctype html>")},
		"antragsraum.html": {Data: []byte("<!doctype html>")},
		"assets/app-1.js":  {Data: []byte("plain")}, "assets/app-1.js.br": {Data: []byte("as br")}, "assets/app-1.js.gz": {Data: []byte("as gzip")},
		"assets/font-1.woff2": {Data: []byte("font")}, "assets/seiten-1.css": {Data: []byte("css")}, ".gitkeep": {}}
	var proxies []netip.Prefix
	if k.ZertifikatKopfzeile != "" {
		proxies = append(proxies, netip.MustParsePrefix("127.0.0.0/8"))
	}
	h, err := httpapi.New(httpapi.Options{Proxies: proxies, ZertifikatKopfzeile: k.ZertifikatKopfzeile,
		Services: k.All, Staff: provider, Applicants: provider, Hub: hub, Mandant: k.Mandant,
		Adresse: "http://localhost", Frontend: pages, Log: k.Log})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	return &Server{Kit: k, URL: srv.URL, Handler: h}
}

// mailbox takes notices; what a mail says is tested in postfach, on a real SMTP server.
type mailbox struct{}

func (mailbox) Faehigkeiten() casework.Faehigkeiten {
	return casework.Faehigkeiten{Klasse: casework.KlasseEmail}
}

func (mailbox) Deliver(context.Context, casework.Zustellung) (casework.Quittung, error) {
	return casework.Quittung{BereitgestelltAm: time.Now()}, nil
}

// Client is one person at the door.
type Client struct {
	t      testing.TB
	URL    string
	header http.Header
}

// Header is what says who asks, for requests the client does not make itself.
func (c *Client) Header() http.Header { return c.header.Clone() }

// With is the same client with one more header.
func (c *Client) With(name, value string) *Client {
	out := &Client{c.t, c.URL, c.header.Clone()}
	out.header.Set(name, value)
	return out
}

// Staff is a client with a token of the person.
func (s *Server) Staff(a casework.Actor) *Client {
	s.t.Helper()
	plain, hash := auth.NewSecret()
	if _, err := s.Anmeldung.CreateToken(s.t.Context(), a.Mandant, a.Name, hash, time.Hour); err != nil {
		s.t.Fatal(err)
	}
	return &Client{s.t, s.URL, http.Header{"Authorization": {"Bearer " + plain}}}
}

// Browser is a client with a session of the person, and the hash the session is kept under.
func (s *Server) Browser(a casework.Actor) (*Client, []byte) {
	s.t.Helper()
	plain, hash := auth.NewSecret()
	err := s.DB.InTx(s.t.Context(), casework.System(a.Mandant), func(tx *store.Tx) error {
		return tx.InsertSitzung(s.t.Context(), &store.Sitzung{Hash: hash, Mandant: a.Mandant, BenutzerID: &a.Benutzer,
			Subject: a.Name, AblaufAm: tx.Now.Add(time.Hour)})
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return &Client{s.t, s.URL, http.Header{"Cookie": {"__Host-kontor=" + plain}}}, hash
}

// Anonymous is a client nobody knows.
func (s *Server) Anonymous() *Client { return &Client{s.t, s.URL, http.Header{}} }

// Applicant is a client signed in to the Antragsraum just now.
func (s *Server) Applicant(k casework.Konto) *Client {
	s.t.Helper()
	return s.ApplicantSince(k, s.DB.Now())
}

// ApplicantSince is a client signed in to the Antragsraum who proved who they are at that moment.
func (s *Server) ApplicantSince(k casework.Konto, am time.Time) *Client {
	s.t.Helper()
	plain, hash := auth.NewSecret()
	raw, _ := json.Marshal(map[string]any{"anzeige": "Antje Test", "konto": k, "angemeldetAm": am})
	msg := json.RawMessage(raw)
	err := s.DB.InTx(s.t.Context(), casework.System(s.Mandant), func(tx *store.Tx) error {
		return tx.InsertSitzung(s.t.Context(), &store.Sitzung{Hash: hash, Mandant: s.Mandant, Konto: &msg,
			Subject: k.Pseudonym, AblaufAm: tx.Now.Add(time.Hour)})
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return &Client{s.t, s.URL, http.Header{"Cookie": {"__Host-kontor-antragsraum=" + plain}}}
}

// Form is a client of a form server: HTTP Basic with the name of the Zugang.
func (s *Server) Form(zugang string) *Client {
	r, _ := http.NewRequest(http.MethodGet, s.URL, nil)
	r.SetBasicAuth(zugang, "demo")
	return &Client{s.t, s.URL, r.Header}
}

// Answer is one response, read to its end.
type Answer struct {
	t      testing.TB
	Status int
	Header http.Header
	Body   []byte
}

// Do sends one request and holds the answer against the contract.
func (c *Client) Do(method, path, contentType string, body io.Reader) *Answer {
	c.t.Helper()
	r, err := http.NewRequestWithContext(c.t.Context(), method, c.URL+path, body)
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header = c.header.Clone()
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	if err := Violation(r, resp.StatusCode, resp.Header, raw); err != nil {
		c.t.Errorf("%s %s breaks the contract: %v", method, path, err)
	}
	return &Answer{c.t, resp.StatusCode, resp.Header, raw}
}

// Get sends GET.
func (c *Client) Get(path string) *Answer { c.t.Helper(); return c.Do(http.MethodGet, path, "", nil) }

// Post sends JSON.
func (c *Client) Post(path string, body any) *Answer {
	c.t.Helper()
	return c.Send(http.MethodPost, path, body)
}

// Send sends JSON with any method.
func (c *Client) Send(method, path string, body any) *Answer {
	c.t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		c.t.Fatal(err)
	}
	return c.Do(method, path, "application/json", bytes.NewReader(raw))
}

// Part is one part of a multipart request; a Dateiname makes it a file, Leer a file field with none chosen.
type Part struct {
	Name, Dateiname, Inhalt string
	Leer                    bool
}

// PostParts sends multipart/form-data.
func (c *Client) PostParts(path string, parts ...Part) *Answer {
	c.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, p := range parts {
		head := textproto.MIMEHeader{"Content-Disposition": {mime.FormatMediaType("form-data",
			map[string]string{"name": p.Name})}}
		if p.Dateiname != "" {
			head.Set("Content-Disposition", mime.FormatMediaType("form-data", map[string]string{"name": p.Name,
				"filename": p.Dateiname}))
		}
		if p.Leer {
			head = textproto.MIMEHeader{"Content-Disposition": {`form-data; name="` + p.Name + `"; filename=""`},
				"Content-Type": {"application/octet-stream"}}
		}
		pw, err := w.CreatePart(head)
		if err != nil {
			c.t.Fatal(err)
		}
		_, _ = io.WriteString(pw, p.Inhalt) // a buffer
	}
	w.Close()
	return c.Do(http.MethodPost, path, w.FormDataContentType(), &b)
}

// Is fails the test unless the status is one of those.
func (a *Answer) Is(status ...int) *Answer {
	a.t.Helper()
	for _, s := range status {
		if a.Status == s {
			return a
		}
	}
	a.t.Fatalf("status %d, want %v: %s", a.Status, status, a.Body)
	return a
}

// Problem fails the test unless the answer is a problem of that status and reason.
func (a *Answer) Problem(status int, reason string) *Answer {
	a.t.Helper()
	var p struct{ Reason string }
	if a.Is(status).JSON(&p); p.Reason != reason {
		a.t.Fatalf("reason %s, want %s: %s", p.Reason, reason, a.Body)
	}
	return a
}

// Says fails the test unless the body has these words.
func (a *Answer) Says(words string) *Answer {
	a.t.Helper()
	if !strings.Contains(string(a.Body), words) {
		a.t.Fatalf("%s is not in %s", words, a.Body)
	}
	return a
}

// JSON decodes the body.
func (a *Answer) JSON(into any) *Answer {
	a.t.Helper()
	if err := json.Unmarshal(a.Body, into); err != nil {
		a.t.Fatalf("decode %s: %v", a.Body, err)
	}
	return a
}

// Eventually asks again until ok, at most ten seconds: workers run beside the test.
func Eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	deadline := time.Now().Add(time.Minute)
	tick := time.NewTicker(25 * time.Millisecond)
	defer tick.Stop()
	for time.Now().Before(deadline) {
		if ok() {
			return
		}
		<-tick.C
	}
	t.Fatalf("after a minute still not: %s", what)
}
