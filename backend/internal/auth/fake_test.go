package auth

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/coreos/go-oidc/v3/oidc/oidctest"
)

// fakeProvider issues whatever a test wants, also what no honest provider would.
type fakeProvider struct {
	server   *httptest.Server
	key      *rsa.PrivateKey
	down     atomic.Bool
	idToken  string         // answer of the token endpoint
	userinfo map[string]any // nil = 403
}

func newKey(t *testing.T) *rsa.PrivateKey {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func startFake(t *testing.T) *fakeProvider {
	t.Helper()
	f := &fakeProvider{key: newKey(t)}
	keys := &oidctest.Server{PublicKeys: []oidctest.PublicKey{{PublicKey: f.key.Public(), KeyID: "k1",
		Algorithm: oidc.RS256}}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /token", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, map[string]any{"access_token": "zugang", "token_type": "Bearer", "expires_in": 60,
			"id_token": f.idToken})
	})
	mux.HandleFunc("GET /userinfo", func(w http.ResponseWriter, _ *http.Request) {
		if f.userinfo == nil {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		answer(w, f.userinfo)
	})
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		base := f.server.URL
		answer(w, map[string]any{"issuer": base, "authorization_endpoint": base + "/auth?realm=1",
			"token_endpoint": base + "/token",
			"jwks_uri":       base + "/keys", "userinfo_endpoint": base + "/userinfo",
			"id_token_signing_alg_values_supported": []string{"RS256"}})
	})
	mux.Handle("/keys", keys)
	f.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if f.down.Load() {
			http.Error(w, "starting", http.StatusServiceUnavailable)
			return
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(f.server.Close)
	keys.SetIssuer(f.server.URL)
	return f
}

func answer(w http.ResponseWriter, body map[string]any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(body)
}

func (f *fakeProvider) provider(t *testing.T) *Provider {
	t.Helper()
	p, err := Discover(t.Context(), Config{Issuer: f.server.URL, ClientID: "kontor",
		RedirectURL: "https://kontor.example/callback", Logger: quiet})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// sign makes a token of good claims and those given; nil removes one.
func (f *fakeProvider) sign(t *testing.T, key *rsa.PrivateKey, change map[string]any) string {
	t.Helper()
	now := time.Now().Unix()
	c := map[string]any{"iss": f.server.URL, "aud": "kontor", "sub": "f00d", "iat": now, "exp": now + 120}
	maps.Copy(c, change)
	maps.DeleteFunc(c, func(_ string, v any) bool { return v == nil })
	payload, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return oidctest.SignIDToken(key, "k1", oidc.RS256, string(payload))
}

func verifierConfig(client string, now func() time.Time) *oidc.Config {
	return &oidc.Config{ClientID: client, Now: now}
}
