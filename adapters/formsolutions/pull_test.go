package formsolutions_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"kontor/adapters"
	"kontor/adapters/formsolutions"
)

// office is the host as an adapter sees it: it keeps the cursor and what was delivered.
type office struct {
	adapters.Source
	taken  map[string]int // by id, deliveries that were taken
	judge  func(id string) error
	crash  bool // the program dies after the next delivery, before the cursor is stored
	cancel context.CancelFunc
	broken error // of Save
}

func newOffice(client *http.Client, settings map[string]string) *office {
	o := &office{taken: map[string]int{}, judge: func(string) error { return nil }}
	o.Source = adapters.Source{URL: "https://forms.example/submission/api/v2", User: "99990000-0001",
		Password: "schluessel", Settings: settings, Client: client}
	o.Save = func(_ context.Context, cursor string) error {
		if o.crash {
			return errors.New("the program is gone")
		}
		if o.broken == nil {
			o.Cursor = cursor
		}
		return o.broken
	}
	return o
}

// run is one minute's Pull.
func (o *office) run() error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	o.cancel = cancel
	err := formsolutions.New().Pull(ctx, o.Source, o.deliver)
	o.crash = o.crash && ctx.Err() == nil // it was started again
	return err
}

func (o *office) deliver(_ context.Context, p adapters.Pulled) error {
	raw, err := io.ReadAll(p.Body)
	if err != nil {
		return adapters.Fail(adapters.Malformed, "delivery_truncated", "Die Lieferung brach ab.")
	}
	var e struct{ TransID string }
	if json.Unmarshal(raw, &e) != nil || p.Header.Get("Authorization") != "" ||
		p.Header.Get("Content-Type") != "application/json" {
		return adapters.Fail(adapters.Malformed, "unexpected", fmt.Sprintf("%v %q", p.Header, raw))
	}
	if err := o.judge(e.TransID); err != nil {
		return err
	}
	o.taken[e.TransID]++
	if o.crash {
		o.cancel()
	}
	return nil
}

// api plays the Submission-API without a network, so that the clock of a test can run fast.
type api struct {
	calls []string
	since []string // Last-Modified of the lists
	serve http.HandlerFunc
}

func (a *api) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	body := ""
	if r.Body != nil {
		raw, _ := io.ReadAll(r.Body)
		body = " " + string(raw)
	}
	user, password, _ := r.BasicAuth()
	a.calls = append(a.calls, r.Method+" "+r.URL.RequestURI()+body)
	w := httptest.NewRecorder()
	w.Header().Set("Content-Type", "application/json")
	if user != "99990000-0001" || password != "schluessel" {
		w.WriteHeader(http.StatusUnauthorized)
	} else {
		if r.URL.Query().Has("status") {
			a.since = append(a.since, r.Header.Get("Last-Modified"))
		}
		a.serve(w, r)
	}
	return w.Result(), nil
}

func (a *api) client() *http.Client { return &http.Client{Transport: a} }

// forget empties the record of calls and returns it.
func (a *api) forget() string {
	calls := strings.Join(a.calls, "\n")
	a.calls, a.since = nil, nil
	return calls
}

func list(w http.ResponseWriter, ids ...string) {
	var items []string
	for _, id := range ids {
		id, status, _ := strings.Cut(id, " ")
		items = append(items, fmt.Sprintf(`{"transID": %q, "status": %q, "submissionDate": %d}`, id, status,
			time.Now().UnixMilli()))
	}
	fmt.Fprintf(w, "[%s]", strings.Join(items, ","))
}

// one serves a list and the same details for all.
func one(ids ...string) *api {
	return &api{serve: func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Has("status") {
			list(w, ids...)
			return
		}
		fmt.Fprintf(w, `{"transID": %q}`, r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:])
	}}
}

func reason(err error) string {
	var known *adapters.Error
	if errors.As(err, &known) {
		return known.Reason
	}
	return fmt.Sprint(err)
}

func forms(more ...string) map[string]string {
	s := map[string]string{"formulare": "AS_1"}
	for i := 0; i < len(more); i += 2 {
		s[more[i]] = more[i+1]
	}
	return s
}

func TestPullGoesOnAfterFailures(t *testing.T) {
	a := &api{}
	a.serve = func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Query().Get("page") == "2":
			list(w, "AS_1-c NEW")
		case r.URL.Query().Get("status") == "NEW":
			w.Header().Set("Link", `<?status=NEW&page=2>; rel="next", <https://fremd.example/x>; rel="next"`)
			list(w, "AS_1-a NEW", "AS_1-x READ", "AS_1-b NEW")
		case strings.HasSuffix(r.URL.Path, "AS_1-b"):
			w.WriteHeader(http.StatusInternalServerError)
		case r.Method == http.MethodGet:
			fmt.Fprintf(w, `{"transID": %q}`, r.URL.Path[len(r.URL.Path)-6:])
		}
	}
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(a.client(), forms("rueckmeldung", "ja"))
		o.judge = func(id string) error {
			if id == "AS_1-a" {
				return adapters.Fail(adapters.Malformed, "zip_unreadable", "Die ZIP-Datei ist beschädigt.")
			}
			return nil
		}
		if err := o.run(); err == nil || o.taken["AS_1-c"] != 1 || len(o.taken) != 1 {
			t.Errorf("taken %v, error %v", o.taken, err)
		}
	})
	const base = "/submission/api/v2/submission/99990000-0001/AS_1"
	want := []string{"GET " + base + "?status=NEW", "GET " + base + "?status=NEW&page=2", "GET " + base + "/AS_1-a",
		"GET " + base + "/AS_1-b",
		"GET " + base + "/AS_1-c", "PUT " + base + `/AS_1-c/status {"status":"READ"}`}
	if got := a.forget(); got != strings.Join(want, "\n") {
		t.Errorf("calls:\n%s", got)
	}
}

func TestPullAsksWhereTheVersionSays(t *testing.T) {
	for _, c := range []struct{ url, version, path, want string }{
		{"https://forms.example/submission/api/", "", "", "/submission/api/v2/submission/99990000-0001/AS_1?status=NEW"},
		{"https://forms.example/submission/api", "4.1", "", "/submission/api/v4/submission/99990000-0001/AS_1?status=NEW"},
		{"https://forms.example/submission/api/v4.2", "4.0", "", "/submission/api/v4.2/submission/99990000-0001/AS_1?status=NEW"},
		{"https://forms.example", "4.2", "/{formular}/liste/{mandant}", "/v4/AS_1/liste/99990000-0001?status=NEW"},
	} {
		a := one()
		o := newOffice(a.client(), forms("version", c.version, "liste_pfad", c.path))
		o.URL = c.url
		if err := o.run(); err != nil || a.forget() != "GET "+c.want {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

// Without reports a submission keeps its status over there; it is fetched once all the same.
func TestPullRemembersWhatItTook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := one("AS_1-a NEW", "AS_1-b READ")
		o := newOffice(a.client(), forms("status_filter", "NEW, READ"))
		for range 3 {
			if err := o.run(); err != nil {
				t.Fatal(err)
			}
		}
		if len(a.calls) != 5 || o.taken["AS_1-a"] != 1 || o.taken["AS_1-b"] != 1 ||
			!strings.HasSuffix(a.calls[0], "?status=NEW&status=READ") {
			t.Errorf("taken %v, calls %q", o.taken, a.calls)
		}
		if want := time.Now().AddDate(0, 0, -14).UTC().Format(http.TimeFormat); a.since[0] != "" || a.since[2] != want {
			t.Errorf("asked since %q, want %q", a.since, want)
		}
		for _, cursor := range []string{"", "{", "[]", `{"weg":"ordner"}`,
			`{"weg":"api","quelle":"fremd","formulare":{"AS_1":null}}`} {
			o.Cursor = cursor
			if err := o.run(); err != nil {
				t.Errorf("cursor %q: %v", cursor, err)
			}
		}
		if o.taken["AS_1-a"] != 6 {
			t.Errorf("a lost cursor costs repetitions: %v", o.taken)
		}
	})
}

// With reports everything that still has the status is listed, and one that was taken is only reported again.
func TestPullReportsUntilItIsHeard(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := one("AS_1-a NEW")
		detail := a.serve
		a.serve = func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPost {
				w.WriteHeader(http.StatusForbidden)
				return
			}
			detail(w, r)
		}
		o := newOffice(a.client(), forms("rueckmeldung", "ja", "status_wert", "CLOSED", "status_methode", "POST"))
		if err := o.run(); reason(err) != "report_refused" {
			t.Errorf("%v", err)
		}
		a.forget()
		time.Sleep(2 * time.Minute)
		if err := o.run(); reason(err) != "report_refused" || o.taken["AS_1-a"] != 1 || a.since[0] != "" {
			t.Errorf("%v, taken %v, since %q", err, o.taken, a.since)
		}
		if calls := a.forget(); strings.Count(calls, "\n") != 1 ||
			!strings.HasSuffix(calls, `/AS_1-a/status {"status":"CLOSED"}`) {
			t.Errorf("calls:\n%s", calls)
		}
	})
}

// A submission that is broken stays over there as it is and is not fetched every minute.
func TestPullLeavesABrokenSubmissionInPeace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := one("AS_1-a NEW")
		o := newOffice(a.client(), forms())
		seen, bad := 0, true
		o.judge = func(string) error {
			seen++
			if bad {
				return adapters.Fail(adapters.Malformed, "zip_unreadable", "Die ZIP-Datei ist beschädigt.")
			}
			return nil
		}
		for range 24 * 60 {
			_ = o.run()
			time.Sleep(time.Minute)
		}
		if seen != 5 { // at once, after 1, 3, 7 and 15 hours
			t.Errorf("fetched %d times in a day", seen)
		}
		bad = false
		for range 24 * 60 {
			_ = o.run()
			time.Sleep(time.Minute)
		}
		if o.taken["AS_1-a"] != 1 {
			t.Errorf("taken %v", o.taken)
		}
	})
}

func TestPullStops(t *testing.T) {
	a := one("AS_1-a NEW")
	wrong := newOffice(a.client(), forms())
	wrong.Password = "falsch"
	if err := wrong.run(); !adapters.HasCode(err, adapters.Unauthenticated) ||
		strings.Contains(err.Error()+wrong.Cursor, "falsch") {
		t.Errorf("wrong key: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	o := newOffice(a.client(), forms())
	if err := formsolutions.New().Pull(ctx, o.Source, o.deliver); !adapters.HasCode(err, adapters.Unavailable) ||
		strings.Contains(o.Cursor, "pause") {
		t.Errorf("cancelled: %v, %s", err, o.Cursor)
	}
	for _, s := range []map[string]string{nil, forms("weg", "brief"), forms("version", "9"),
		forms("status_filter", "ALT"), forms("rueckmeldung", "vielleicht"),
		forms("status_wert", "-"), forms("abholen_ab", "gestern"), forms("ueberlappung_tage", "0"), {"weg": "ordner"},
		{"weg": "ordner", "mindestalter_sekunden": "bald"}} {
		if err := newOffice(a.client(), s).run(); !adapters.HasCode(err, adapters.Incomplete) {
			t.Errorf("%v: %v", s, err)
		}
	}
}
