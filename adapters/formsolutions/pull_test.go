package formsolutions_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"kontor/adapters"
	"kontor/adapters/formsolutions"
)

// server plays the Submission-API with three submissions, one of them already read.
type server struct {
	*httptest.Server
	calls []string
}

func newServer(t *testing.T) *server {
	s := &server{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		if user != "99990000-0001" || password != "schluessel" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		body, _ := io.ReadAll(r.Body)
		s.calls = append(s.calls, r.Method+" "+r.URL.RequestURI()+" "+string(body))
		switch {
		case r.URL.Query().Get("page") == "2":
			fmt.Fprint(w, `[{"transID": "AS_1-c", "status": "NEW"}]`)
		case r.URL.Query().Get("status") == "NEW":
			w.Header().Set("Link", `<?status=NEW&page=2>; rel="next", <https://fremd.example/x>; rel="next"`)
			fmt.Fprint(w, `[{"transID": "AS_1-a", "status": "NEW"}, {"transID": "AS_1-x", "status": "READ"}, {"transID": "AS_1-b", "status": "NEW"}]`)
		case r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "AS_1-b"):
			w.WriteHeader(http.StatusInternalServerError)
		case r.Method == http.MethodGet:
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprint(w, `{"transID": "x"}`)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

func source(s *server) adapters.Source {
	return adapters.Source{URL: s.URL + "/submission/api/v2", User: "99990000-0001", Password: "schluessel",
		Settings: map[string]string{"formulare": "AS_1"}, Client: s.Client()}
}

func TestPullGoesOnAfterFailures(t *testing.T) {
	s := newServer(t)
	var taken int
	err := formsolutions.New().Pull(context.Background(), source(s), func(_ context.Context, p adapters.Pulled) error {
		body, _ := io.ReadAll(p.Body)
		if string(body) == "" || p.Header.Get("Authorization") != "" || p.Header.Get("Content-Type") != "application/json" {
			t.Errorf("pulled %v %q", p.Header, body)
		}
		taken++
		if taken == 1 {
			return errors.New("a broken ZIP")
		}
		return nil
	})
	if err == nil || taken != 2 {
		t.Errorf("taken %d, error %v", taken, err)
	}
	want := []string{"GET /submission/api/v2/submission/99990000-0001/AS_1?status=NEW ", "GET /submission/api/v2/submission/99990000-0001/AS_1?status=NEW&page=2 ",
		"GET /submission/api/v2/submission/99990000-0001/AS_1/AS_1-a ", "GET /submission/api/v2/submission/99990000-0001/AS_1/AS_1-b ",
		"GET /submission/api/v2/submission/99990000-0001/AS_1/AS_1-c ", `PUT /submission/api/v2/submission/99990000-0001/AS_1/AS_1-c/status {"status":"READ"}`}
	if strings.Join(s.calls, "\n") != strings.Join(want, "\n") {
		t.Errorf("calls:\n%s", strings.Join(s.calls, "\n"))
	}
}

func TestPullStops(t *testing.T) {
	s := newServer(t)
	never := func(context.Context, adapters.Pulled) error { t.Error("delivered"); return nil }
	wrong := source(s)
	wrong.Password = "falsch"
	if err := formsolutions.New().Pull(context.Background(), wrong, never); !adapters.HasCode(err, adapters.Unauthenticated) || strings.Contains(err.Error(), "falsch") {
		t.Errorf("wrong key: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := formsolutions.New().Pull(ctx, source(s), never); !adapters.HasCode(err, adapters.Unavailable) {
		t.Errorf("cancelled: %v", err)
	}
	none := source(s)
	none.Settings = nil
	if err := formsolutions.New().Pull(context.Background(), none, never); !adapters.HasCode(err, adapters.Incomplete) {
		t.Errorf("no forms: %v", err)
	}
}
