package fitconnect

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/anruf"
)

// A real entry of the event log of the test stage (2022) checks out with the real key of the service, for its own
// submission and from its own issuer only.
func TestRealEntryOfTheLog(t *testing.T) {
	folder := os.Getenv("KONTOR_STANDARDS")
	if folder == "" {
		t.Skip("KONTOR_STANDARDS is not set")
	}
	keys := readVector(t, folder, "set-create-submission.jwks.json")
	token := strings.TrimSpace(string(readVector(t, folder, "set-create-submission.jws")))
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(keys) }))
	t.Cleanup(srv.Close)
	const id = "5e82c135-a3b7-4eb0-bd83-6df337331170"
	for name, c := range map[string]struct {
		token, id, host string
		ok              bool
	}{
		"as it is":           {token, id, "submission-api-testing.fit-connect.fitko.dev", true},
		"another submission": {token, "5e82c135-a3b7-4eb0-bd83-6df337331171", "submission-api-testing.fit-connect.fitko.dev", false},
		"another service":    {token, id, "submission-api.example", false},
		"changed":            {strings.Replace(token, ".eyJ", ".eyK", 1), id, "submission-api-testing.fit-connect.fitko.dev", false},
	} {
		client := anruf.NewClient(nil)
		l := &Client{url: srv.URL, host: c.host, http: client, leitung: &anruf.Leitung{Client: client},
			dienste: map[string]schluessel{}}
		e, err := l.checkSET(t.Context(), einreichungen, c.token, c.id, "99999999-aaaa-4bbb-8ccc-dddddddddddd")
		var zf *casework.Zustellfehler
		if c.ok != (err == nil) || c.ok && e.name != "create-submission" || err != nil && !errors.As(err, &zf) {
			t.Errorf("%s: %+v, %v", name, e, err)
		}
	}
}

func readVector(t *testing.T, folder, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(folder, "fitconnect", "vectors", name))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// What nobody has seen is said to be so.
func TestAssumptionsNameTheirEvidence(t *testing.T) {
	for _, a := range Annahmen {
		if a.Was == "" || a.Beleg != anruf.Gesehen && a.Beleg != anruf.Abgeleitet && a.Beleg != anruf.Erinnert {
			t.Errorf("%+v", a)
		}
	}
}
