package devkit

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// relyingParty is a program at which people log in: its callback, its back-channel endpoint and its OAuth settings.
type relyingParty struct {
	server  *httptest.Server
	logouts chan string // raw logout tokens
	config  oauth2.Config
	oidc    *oidc.Provider
}

func newRelyingParty(t *testing.T) *relyingParty {
	t.Helper()
	rp := &relyingParty{logouts: make(chan string, 5)}
	mux := http.NewServeMux()
	mux.HandleFunc("/callback", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "angekommen") })
	mux.HandleFunc("/tschuess", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "abgemeldet") })
	mux.HandleFunc("POST /backchannel", func(w http.ResponseWriter,
		r *http.Request) {
		rp.logouts <- r.FormValue("logout_token")
	})
	rp.server = httptest.NewServer(mux)
	t.Cleanup(rp.server.Close)
	return rp
}

func (rp *relyingParty) client(id string) LoginClient {
	return LoginClient{ID: id, RedirectURIs: []string{rp.server.URL + "/andere", rp.server.URL + "/callback"},
		PostLogoutRedirectURIs: []string{rp.server.URL + "/tschuess"},
		BackchannelLogoutURI:   rp.server.URL + "/backchannel"}
}

func (rp *relyingParty) discover(t *testing.T, login *Login, realm, client string) {
	t.Helper()
	var err error
	if rp.oidc, err = oidc.NewProvider(t.Context(), login.Issuer(realm)); err != nil {
		t.Fatal(err)
	}
	rp.config = oauth2.Config{ClientID: client, RedirectURL: rp.server.URL + "/callback", Endpoint: rp.oidc.Endpoint(),
		Scopes: []string{"openid", "profile", "email"}}
}

var staff = LoginUser{Sub: "f00d", Username: "svera", Name: "Vera Sorge", Email: "vera@example.org",
	Roles: []string{"sachbearbeitung"}, Groups: []string{"lf-32-verkehr"}, Description: "Sachbearbeitung"}

// startLogin starts both realms; all tests of a run share none of it, so that logouts do not cross.
func startLogin(t *testing.T) (*Login, *relyingParty) {
	t.Helper()
	rp := newRelyingParty(t)
	start := time.Now()
	login, err := StartLogin(t.Context(), LoginConfig{Listener: anywhere(t), DataDir: t.TempDir(),
		Logger: slog.New(slog.NewTextHandler(testWriter{t}, nil)), Realms: []LoginRealm{
			{Name: StaffRealm, Title: "Stadt Lindenfurt", Clients: []LoginClient{rp.client(StaffClient)}, Users: []LoginUser{staff}},
			{Name: ApplicantRealm, Title: "Bürgerkonto", Clients: []LoginClient{rp.client(ApplicantClient)}, Users: DemoApplicants()},
		}})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("login provider after %s", time.Since(start))
	t.Cleanup(login.Stop)
	return login, rp
}

type testWriter struct{ t *testing.T }

func (w testWriter) Write(p []byte) (int, error) {
	w.t.Log(strings.TrimSpace(string(p)))
	return len(p), nil
}

// browser keeps cookies and follows redirects.
func browser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, Timeout: 10 * time.Second}
}

type reply struct {
	status int
	url    *url.URL
	header http.Header
	body   string
}

func fetch(t *testing.T, response *http.Response, err error) reply {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{response.StatusCode, response.Request.URL, response.Header, string(body)}
}

// logIn opens the login page and posts the form.
func logIn(t *testing.T, client *http.Client, authURL string, form url.Values) reply {
	t.Helper()
	response, err := client.Get(authURL)
	page := fetch(t, response, err)
	if page.status != 200 || !strings.Contains(page.url.Path, "/anmeldung/") {
		t.Fatalf("login page: %d %s\n%s", page.status, page.url, page.body)
	}
	response, err = client.PostForm(page.url.String(), form)
	return fetch(t, response, err)
}

type claims struct {
	Sub, Name, Email, Sid, Acr string
	Username                   string                   `json:"preferred_username"`
	Access                     struct{ Roles []string } `json:"realm_access"`
	Groups                     []string
	Vertrauensniveau           int
	Postfach, Organisation     string
	KontoArt                   string `json:"konto_art"`
	Events                     map[string]any
	Nonce                      string
}

// exchange redeems the code and returns the verified ID token's claims.
func (rp *relyingParty) exchange(t *testing.T, landed reply, verifier string) (*oauth2.Token, claims, string) {
	t.Helper()
	if landed.body != "angekommen" || landed.url.Query().Get("state") != "zustand" {
		t.Fatalf("not back at the program: %d %s\n%s", landed.status, landed.url, landed.body)
	}
	token, err := rp.config.Exchange(t.Context(), landed.url.Query().Get("code"), oauth2.VerifierOption(verifier))
	if err != nil {
		t.Fatal(err)
	}
	raw, _ := token.Extra("id_token").(string)
	return token, rp.verify(t, raw), raw
}

func (rp *relyingParty) verify(t *testing.T, raw string) claims {
	t.Helper()
	verified, err := rp.oidc.Verifier(&oidc.Config{ClientID: rp.config.ClientID,
		SkipExpiryCheck: false}).Verify(t.Context(), raw)
	if err != nil {
		t.Fatal(err)
	}
	var c claims
	if err := verified.Claims(&c); err != nil {
		t.Fatal(err)
	}
	return c
}

func (rp *relyingParty) authURL(verifier string) string {
	return rp.config.AuthCodeURL("zustand", oauth2.S256ChallengeOption(verifier), oidc.Nonce("einmal"))
}

func TestLoginOfStaffAndLogout(t *testing.T) {
	login, rp := startLogin(t)
	rp.discover(t, login, StaffRealm, StaffClient)
	verifier, client := oauth2.GenerateVerifier(), browser(t)
	landed := logIn(t, client, rp.authURL(verifier), url.Values{"benutzername": {"svera"}, "passwort": {"demo"}})
	token, c, rawID := rp.exchange(t, landed, verifier)
	if c.Sub != "f00d" || c.Username != "svera" || c.Name != "Vera Sorge" || c.Email != "vera@example.org" ||
		c.Nonce != "einmal" ||
		c.Sid == "" || !slices.Equal(c.Access.Roles, staff.Roles) || !slices.Equal(c.Groups, staff.Groups) {
		t.Errorf("claims of the ID token: %+v", c)
	}
	info, err := rp.oidc.UserInfo(t.Context(), oauth2.StaticTokenSource(token))
	if err != nil {
		t.Fatal(err)
	}
	var fromInfo claims
	if err := info.Claims(&fromInfo); err != nil || fromInfo.Username != "svera" ||
		!slices.Equal(fromInfo.Groups, staff.Groups) {
		t.Errorf("userinfo: %+v, %v", fromInfo, err)
	}
	expired := &oauth2.Token{RefreshToken: token.RefreshToken, Expiry: time.Unix(1, 0)}
	renewed, err := rp.config.TokenSource(t.Context(), expired).Token()
	if err != nil || renewed.AccessToken == token.AccessToken {
		t.Errorf("refresh token: %v", err)
	}

	var extra struct {
		EndSession string `json:"end_session_endpoint"`
	}
	if err := rp.oidc.Claims(&extra); err != nil {
		t.Fatal(err)
	}
	response, err := client.Get(extra.EndSession + "?" + url.Values{"id_token_hint": {rawID}, "state": {"ade"},
		"post_logout_redirect_uri": {rp.server.URL + "/tschuess"}}.Encode())
	if gone := fetch(t, response, err); gone.body != "abgemeldet" || gone.url.Query().Get("state") != "ade" {
		t.Errorf("after logout: %d %s\n%s", gone.status, gone.url, gone.body)
	}
	rp.checkLogout(t, c)
	if _, err := rp.config.TokenSource(t.Context(), expired).Token(); err == nil {
		t.Error("the refresh token outlives the logout")
	}
	response, err = client.Get(rp.authURL(verifier))
	if again := fetch(t, response, err); !strings.Contains(again.body, "Passwort") {
		t.Errorf("no login page after logout but %s", again.url)
	}
}

func (rp *relyingParty) checkLogout(t *testing.T, before claims) {
	t.Helper()
	select {
	case raw := <-rp.logouts:
		c := rp.verify(t, raw)
		_, isLogout := c.Events["http://schemas.openid.net/event/backchannel-logout"]
		if !isLogout || c.Sub != before.Sub || c.Sid != before.Sid || c.Nonce != "" {
			t.Errorf("logout token: %+v, logged in as %+v", c, before)
		}
	case <-time.After(time.Minute):
		t.Error("no back-channel logout arrived")
	}
}

func TestLoginOfApplicants(t *testing.T) {
	login, rp := startLogin(t)
	rp.discover(t, login, ApplicantRealm, ApplicantClient)
	cases := []struct {
		user, chosen string
		niveau       int
		acr, art     string
	}{
		{"buerger1", "", 1, "STORK-QAA-Level-1", "person"},
		{"buerger4", "", 4, "STORK-QAA-Level-4", "person"},
		{"buerger4", "3", 3, "STORK-QAA-Level-3", "person"},
		{"organisation", "", 3, "STORK-QAA-Level-3", "organisation"},
	}
	for _, tc := range cases {
		verifier, client := oauth2.GenerateVerifier(), browser(t)
		landed := logIn(t, client, rp.authURL(verifier),
			url.Values{"benutzername": {tc.user}, "passwort": {"demo"}, "vertrauensniveau": {tc.chosen}})
		token, c, _ := rp.exchange(t, landed, verifier)
		if c.Vertrauensniveau != tc.niveau || c.Acr != tc.acr || c.KontoArt != tc.art ||
			c.Postfach != "postfach-"+tc.user ||
			(c.Organisation != "") != (tc.art == "organisation") {
			t.Errorf("%s: %+v", tc.user, c)
		}
		info, err := rp.oidc.UserInfo(t.Context(), oauth2.StaticTokenSource(token))
		if err != nil {
			t.Fatal(err)
		}
		var fromInfo claims
		if err := info.Claims(&fromInfo); err != nil || fromInfo.Vertrauensniveau != tc.niveau ||
			fromInfo.Acr != tc.acr {
			t.Errorf("%s: userinfo %+v, %v", tc.user, fromInfo, err)
		}
		renewed, err := rp.config.TokenSource(t.Context(), &oauth2.Token{RefreshToken: token.RefreshToken}).Token()
		if err != nil {
			t.Fatal(err)
		}
		if raw, _ := renewed.Extra("id_token").(string); rp.verify(t, raw).Vertrauensniveau != tc.niveau {
			t.Errorf("%s: another level after a refresh", tc.user)
		}
	}
	refused := logIn(t, browser(t), rp.authURL(oauth2.GenerateVerifier()),
		url.Values{"benutzername": {"buerger1"}, "passwort": {"demo"}, "vertrauensniveau": {"4"}})
	if refused.status != 401 || !strings.Contains(refused.body, "höchstens das Vertrauensniveau 1") {
		t.Errorf("level above the account's: %d", refused.status)
	}
}

func TestLoginRefuses(t *testing.T) {
	login, rp := startLogin(t)
	rp.discover(t, login, StaffRealm, StaffClient)
	wrong := logIn(t, browser(t), rp.authURL(oauth2.GenerateVerifier()),
		url.Values{"benutzername": {`svera"><b>`}, "passwort": {"falsch"}})
	if wrong.status != 401 || !strings.Contains(wrong.body, "ist falsch") || strings.Contains(wrong.body, "<b>") {
		t.Errorf("wrong password: %d\n%s", wrong.status, wrong.body)
	}
	policy := wrong.header.Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("policy %q", policy)
	}
	if found := regexp.MustCompile(`(?:src|href)="(?:https?:)?//`).FindString(wrong.body); found != "" {
		t.Errorf("request to the outside: %s", found)
	}
	client := browser(t)
	response, err := client.Get(rp.config.AuthCodeURL("zustand"))
	if plain := fetch(t, response, err); plain.url.Query().Get("error") != "invalid_request" {
		t.Errorf("without PKCE: %s", plain.url)
	}
	foreign := rp.config
	foreign.RedirectURL = "https://anderswo.example/callback"
	response, err = client.Get(foreign.AuthCodeURL("zustand", oauth2.S256ChallengeOption(oauth2.GenerateVerifier())))
	if page := fetch(t, response, err); page.status != 400 || !strings.Contains(page.body, `lang="de"`) {
		t.Errorf("foreign redirect: %d %s", page.status, page.url)
	}
}

func TestLoginKeepsItsKeys(t *testing.T) {
	dir, rp := t.TempDir(), newRelyingParty(t)
	keys := func() string {
		login, err := StartLogin(t.Context(), LoginConfig{Listener: anywhere(t), DataDir: dir, Realms: []LoginRealm{
			{Name: StaffRealm, Title: "Stadt", Clients: []LoginClient{rp.client(StaffClient)},
				Users: []LoginUser{staff}}}})
		if err != nil {
			t.Fatal(err)
		}
		defer login.Stop()
		response, err := http.Get(login.Issuer(StaffRealm) + "/protocol/openid-connect/certs")
		return fetch(t, response, err).body
	}
	first, second := keys(), keys()
	var set struct{ Keys []map[string]string }
	if err := json.Unmarshal([]byte(first), &set); err != nil || len(set.Keys) != 1 || set.Keys[0]["d"] != "" {
		t.Errorf("published keys: %s", first)
	}
	if first != second {
		t.Error("other keys after a restart")
	}
}

func TestLoginOnlyWhereItIsHarmless(t *testing.T) {
	if _, err := StartLogin(context.Background(), LoginConfig{Listener: everywhere(t),
		DataDir: t.TempDir()}); err == nil {
		t.Error("other machines reach it")
	}
	t.Setenv("KONTOR_ENV", "production")
	if _, err := StartLogin(context.Background(), LoginConfig{Listener: anywhere(t),
		DataDir: t.TempDir()}); err == nil {
		t.Error("started in production")
	}
}
