package httpapi_test

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"kontor/backend/internal/testkit"
)

// deliverAs sends a delivery to a Zugang with a password, seen by the proxy at that address.
func deliverAs(t *testing.T, o *office, zugang, password, address string) *http.Response {
	t.Helper()
	return guess(t, o, http.MethodPost, "/eingang/"+zugang, address,
		func(r *http.Request) { r.SetBasicAuth(zugang, password) })
}

func guess(t *testing.T, o *office, method, path, address string, secret func(*http.Request)) *http.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, o.URL+path, strings.NewReader(gastro))
	if err != nil {
		t.Fatal(err)
	}
	secret(r)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Forwarded-For", address)
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	return resp
}

// behindProxy makes the server believe X-Forwarded-For.
func behindProxy(k *testkit.Kit) { k.ZertifikatKopfzeile = "X-Client-Cert" }

// slowedDown: wrong secrets are refused as wrong, then told to wait, never as wrong.
func slowedDown(t *testing.T, what string, wrong, wait int, try func(n int) *http.Response) {
	t.Helper()
	for n := range 25 {
		resp := try(n)
		want := wrong
		if n >= 20 {
			want = wait
		}
		if resp.StatusCode != want {
			t.Fatalf("%s: failure %d gets HTTP %d, want %d", what, n+1, resp.StatusCode, want)
		}
		pause, err := strconv.Atoi(resp.Header.Get("Retry-After"))
		if want == wait && (err != nil || pause < 1) {
			t.Errorf("%s: Retry-After %q", what, resp.Header.Get("Retry-After"))
		}
	}
}

// Whoever guesses tokens is slowed down, and nobody else of the same network: neither tokens nor deliveries that are
// right.
func TestWrongTokensStopNobodyElse(t *testing.T) {
	o := open(t, behindProxy)
	const address = "192.0.2.7"
	slowedDown(t, "token", 401, 429, func(n int) *http.Response {
		return guess(t, o, http.MethodGet, "/api/v1/ich", address,
			func(r *http.Request) { r.Header.Set("Authorization", fmt.Sprintf("Bearer geraten-%d", n)) })
	})
	if resp := deliverAs(t, o, "ozgcloud", "demo", address); resp.StatusCode != 200 {
		t.Errorf("a valid delivery gets HTTP %d", resp.StatusCode)
	}
	o.sb.Get("/api/v1/ich").Is(200)
}

// A Zugang under guesses takes what comes with the right password, from the same network as well; guesses from a /64
// count together, those at another Zugang or from elsewhere do not.
func TestWrongPasswordsStopNobodyElse(t *testing.T) {
	o := open(t, behindProxy)
	within := func(n int) string { return fmt.Sprintf("2001:db8:1:2::%x", n+1) }
	for zugang, wait := range map[string]int{
		"ozgcloud": 503, "formcycle": 503, "formsolutions": 503, "gover": 503, "fim": 503, "neutral": 503,
		"intelliform": 500, // a SOAP fault of class Server
	} {
		slowedDown(t, zugang, 401, wait, func(n int) *http.Response {
			return deliverAs(t, o, zugang, "geraten", within(n))
		})
	}
	if resp := deliverAs(t, o, "ozgcloud", "demo", within(3)); resp.StatusCode != 200 {
		t.Errorf("a valid delivery gets HTTP %d", resp.StatusCode)
	}
	if resp := deliverAs(t, o, "ozgcloud", "geraten", "2001:db8:1:3::1"); resp.StatusCode != 401 {
		t.Errorf("the first failure of another network gets HTTP %d", resp.StatusCode)
	}
}
