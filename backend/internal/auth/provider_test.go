package auth

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/devkit"
)

// office is Kontor as the login provider sees it.
type office struct {
	server    *httptest.Server
	login     *devkit.Login
	callbacks chan url.Values
	logouts   chan string // raw logout tokens
}

var quiet = slog.New(slog.DiscardHandler)

// startOffice starts the provider of the devkit with both realms.
func startOffice(t *testing.T) *office {
	t.Helper()
	o := &office{callbacks: make(chan url.Values, 5), logouts: make(chan string, 5)}
	mux := http.NewServeMux()
	mux.HandleFunc("/callback", func(_ http.ResponseWriter, r *http.Request) { o.callbacks <- r.URL.Query() })
	mux.HandleFunc("/abgemeldet", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "abgemeldet") })
	mux.HandleFunc("POST /backchannel", func(_ http.ResponseWriter,
		r *http.Request) {
		o.logouts <- r.FormValue("logout_token")
	})
	o.server = httptest.NewServer(mux)
	t.Cleanup(o.server.Close)
	client := func(id string) devkit.LoginClient {
		return devkit.LoginClient{ID: id, Secret: "geheim", RedirectURIs: []string{o.server.URL + "/callback"},
			PostLogoutRedirectURIs: []string{o.server.URL + "/abgemeldet"},
			BackchannelLogoutURI:   o.server.URL + "/backchannel"}
	}
	users := []devkit.LoginUser{
		{Sub: "f00d", Username: "svera", Name: "Vera Sorge", Email: "vera@example.org",
			Roles:  []string{"sachbearbeitung", "offline_access"},
			Groups: []string{"/stadt/lf-32-verkehr", "lf-50-soziales"}},
		{Sub: "beef", Username: "gast", Name: "Gustav Ast", Roles: []string{"uma_authorization"}},
	}
	listener, err := devkit.Listen(t.Context(), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	o.login, err = devkit.StartLogin(t.Context(), devkit.LoginConfig{Listener: listener,
		DataDir: t.TempDir(), Logger: quiet,
		Realms: []devkit.LoginRealm{
			{Name: devkit.StaffRealm, Title: "Stadt", Clients: []devkit.LoginClient{client("kontor"), client("andere")}, Users: users},
			{Name: devkit.ApplicantRealm, Title: "Konto", Clients: []devkit.LoginClient{client("antragsraum")}, Users: devkit.DemoApplicants()},
		}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(o.login.Stop)
	return o
}

func (o *office) provider(t *testing.T, realm, client string) *Provider {
	t.Helper()
	p, err := Discover(t.Context(), Config{Issuer: o.login.Issuer(realm), ClientID: client,
		ClientSecret: "geheim", Logger: quiet,
		RedirectURL: o.server.URL + "/callback", PostLogoutURL: o.server.URL + "/abgemeldet"})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func browser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, Timeout: 10 * time.Second}
}

// get follows redirects and returns where it ended with what.
func get(t *testing.T, client *http.Client, address string) (*url.URL, string) {
	t.Helper()
	response, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.Request.URL, string(body)
}

// begin logs a person in and returns the code with which the browser came back.
func (o *office) begin(t *testing.T, p *Provider, client *http.Client, user string, level int) (string, Pending) {
	t.Helper()
	return o.logIn(t, p, client, user, Wunsch{Niveau: level}, "")
}

// logIn is begin for whom it matters when the person proved who they are: so many minutes ago.
func (o *office) logIn(t *testing.T, p *Provider, client *http.Client, user string, w Wunsch,
	vor string) (string, Pending) {
	t.Helper()
	level := w.Niveau
	address, pending, err := p.Begin(t.Context(), w, "de")
	if err != nil {
		t.Fatal(err)
	}
	page, _ := get(t, client, address)
	form := url.Values{"benutzername": {user}, "passwort": {"demo"}, "vor_minuten": {vor}}
	if level > 0 {
		form.Set("vertrauensniveau", string(rune('0'+level)))
	}
	response, err := client.PostForm(page.String(), form)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	select {
	case query := <-o.callbacks:
		if query.Get("state") != pending.State {
			t.Fatalf("back with %v", query)
		}
		return query.Get("code"), pending
	case <-time.After(time.Minute):
		t.Fatal("the browser did not come back")
	}
	return "", Pending{}
}

func TestStaffLogsInAndOut(t *testing.T) {
	o := startOffice(t)
	p, client := o.provider(t, devkit.StaffRealm, "kontor"), browser(t)
	code, pending := o.begin(t, p, client, "svera", 0)
	id, err := p.Complete(t.Context(), code, pending)
	if err != nil {
		t.Fatal(err)
	}
	if id.Subject != "f00d" || id.Sid == "" || id.IDToken == "" || id.Name != "svera" || id.Anzeige != "Vera Sorge" ||
		id.Email != "vera@example.org" ||
		!slices.Equal(id.Rollen, []casework.Rolle{casework.RolleSachbearbeitung}) ||
		!slices.Equal(id.Einheiten, []string{"lf-32-verkehr", "lf-50-soziales"}) {
		t.Errorf("identity %+v", id)
	}
	if _, err := p.Complete(t.Context(), code, pending); casework.CodeOf(err) != casework.Unauthenticated {
		t.Errorf("replayed code: %v", err)
	}
	// The provider ends every session of a code that is shown twice, so log in again.
	client = browser(t)
	code, pending = o.begin(t, p, client, "svera", 0)
	if id, err = p.Complete(t.Context(), code, pending); err != nil {
		t.Fatal(err)
	}
	if logout := p.LogoutURL(t.Context(), id.IDToken); !strings.HasPrefix(logout, p.LogoutOrigin()+"/") {
		t.Errorf("%s does not begin with %s", logout, p.LogoutOrigin())
	}
	if page, body := get(t, client, p.LogoutURL(t.Context(), id.IDToken)); body != "abgemeldet" {
		t.Errorf("after logout at %s: %s", page, body)
	}
	select {
	case raw := <-o.logouts:
		sid, subject, err := p.VerifyLogoutToken(t.Context(), raw)
		if err != nil || sid != id.Sid || subject != id.Subject {
			t.Errorf("logout token: sid %q subject %q, %v", sid, subject, err)
		}
		if _, _, err := o.provider(t, devkit.StaffRealm, "andere").VerifyLogoutToken(t.Context(),
			raw); casework.CodeOf(err) != casework.Invalid {
			t.Errorf("logout token of another client: %v", err)
		}
	case <-time.After(time.Minute):
		t.Error("no back-channel logout arrived")
	}
}

func TestLoginIsRefused(t *testing.T) {
	o := startOffice(t)
	p := o.provider(t, devkit.StaffRealm, "kontor")
	cases := map[string]func(code string, pending Pending) error{
		"wrong nonce": func(code string, pending Pending) error {
			pending.Nonce = "anderes"
			_, err := p.Complete(t.Context(), code, pending)
			return err
		},
		"wrong verifier": func(code string, pending Pending) error {
			pending.Verifier = strings.Repeat("x", 43)
			_, err := p.Complete(t.Context(), code, pending)
			return err
		},
		"no nonce": func(code string, pending Pending) error {
			pending.Nonce = ""
			_, err := p.Complete(t.Context(), code, pending)
			return err
		},
		"other client": func(code string, pending Pending) error {
			_, err := o.provider(t, devkit.StaffRealm, "andere").Complete(t.Context(), code, pending)
			return err
		},
		"expired": func(code string, pending Pending) error {
			late := o.provider(t, devkit.StaffRealm, "kontor")
			late.found.verifier = late.found.oidc.Verifier(verifierConfig("kontor", func() time.Time {
				return time.Now().Add(time.Hour)
			}))
			_, err := late.Complete(t.Context(), code, pending)
			return err
		},
		"no code": func(_ string, pending Pending) error {
			_, err := p.Complete(t.Context(), "", pending)
			return err
		},
	}
	for name, complete := range cases {
		code, pending := o.begin(t, p, browser(t), "svera", 0)
		var e *casework.Error
		if err := complete(code, pending); !errors.As(err, &e) || e.Code != casework.Unauthenticated ||
			e.Reason != "login_failed" {
			t.Errorf("%s: %v", name, err)
		}
	}
	code, pending := o.begin(t, p, browser(t), "gast", 0)
	if id, err := p.Complete(t.Context(), code, pending); err != nil || len(id.Rollen) != 0 || id.Name != "gast" {
		t.Errorf("person without rights: %+v, %v", id, err)
	}
	wrongSecret := o.provider(t, devkit.StaffRealm, "kontor")
	wrongSecret.found.oauth.ClientSecret = "falsch"
	code, pending = o.begin(t, p, browser(t), "svera", 0)
	if _, err := wrongSecret.Complete(t.Context(), code, pending); casework.CodeOf(err) != casework.Unavailable {
		t.Errorf("wrong client secret: %v", err)
	}
}

func TestApplicantsLogIn(t *testing.T) {
	o := startOffice(t)
	p := o.provider(t, devkit.ApplicantRealm, "antragsraum")
	for _, tc := range []struct {
		user  string
		level int
		want  casework.Konto
	}{
		{"buerger1", 1, casework.Konto{Pseudonym: "konto-buerger1", Postfach: "postfach-buerger1", Art: "person", Vertrauensniveau: 1}},
		{"buerger4", 3, casework.Konto{Pseudonym: "konto-buerger4", Postfach: "postfach-buerger4", Art: "person", Vertrauensniveau: 3}},
		{"buerger4", 4, casework.Konto{Pseudonym: "konto-buerger4", Postfach: "postfach-buerger4", Art: "person", Vertrauensniveau: 4}},
		{"organisation", 3, casework.Konto{Pseudonym: "konto-organisation", Postfach: "postfach-organisation", Art: "organisation", Vertrauensniveau: 3}},
	} {
		code, pending := o.begin(t, p, browser(t), tc.user, tc.level)
		id, err := p.Complete(t.Context(), code, pending)
		if err != nil || id.Konto != tc.want || len(id.Rollen) != 0 {
			t.Errorf("%s: %+v, %v", tc.user, id, err)
		}
	}
}

// The provider may give less than it was asked for: what it answered counts. buerger1 has no higher level, and a login
// of an hour ago stays one of an hour ago.
func TestTheAnswerCountsNotTheWish(t *testing.T) {
	o := startOffice(t)
	p := o.provider(t, devkit.ApplicantRealm, "antragsraum")
	for _, tc := range []struct {
		wish   Wunsch
		minute string
		vor    time.Duration
	}{{Wunsch{}, "", 0}, {Wunsch{}, "60", time.Hour}, {Wunsch{Frisch: 15 * time.Minute}, "60", time.Hour},
		{Wunsch{Frisch: 15 * time.Minute}, "", 0}} {
		code, pending := o.logIn(t, p, browser(t), "buerger1", tc.wish, tc.minute)
		id, err := p.Complete(t.Context(), code, pending)
		if err != nil || id.Vor < tc.vor || id.Vor > tc.vor+time.Minute {
			t.Errorf("asked for %+v, %s minutes ago: %v ago, %v", tc.wish, tc.minute, id.Vor, err)
		}
	}
}

func TestBeginAsksForWhatIsNeeded(t *testing.T) {
	op := startFake(t)
	p := op.provider(t)
	address, pending, err := p.Begin(t.Context(), Wunsch{Niveau: 4}, "en")
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	if q.Get("state") != pending.State || q.Get("nonce") != pending.Nonce ||
		q.Get("code_challenge_method") != "S256" || q.Get("code_challenge") == "" ||
		q.Get("acr_values") != "STORK-QAA-Level-4" || q.Get("prompt") != "login" || q.Get("ui_locales") != "en" ||
		q.Get("scope") != "openid profile email" ||
		strings.Contains(address, pending.Verifier) {
		t.Errorf("asked with %v", q)
	}
	if q.Has("max_age") {
		t.Errorf("a time nobody asked for: %v", q)
	}
	address, _, err = p.Begin(t.Context(), Wunsch{Frisch: 15 * time.Minute}, "")
	if u, e := url.Parse(address); err != nil || e != nil || u.Query().Get("max_age") != "900" ||
		u.Query().Get("prompt") != "login" || u.Query().Has("acr_values") {
		t.Errorf("a fresh login is asked for with %s, %v", address, err)
	}
	plain, second, err := p.Begin(t.Context(), Wunsch{}, "")
	if strings.Contains(plain, "prompt=") || strings.Contains(plain, "max_age=") {
		t.Errorf("any login is asked for with %s", plain)
	}
	if err != nil || second.State == pending.State || second.Nonce == pending.Nonce ||
		second.Verifier == pending.Verifier {
		t.Errorf("a second login shares secrets: %v", err)
	}
}

func TestProviderComesLater(t *testing.T) {
	op := startFake(t)
	op.down.Store(true)
	p := op.provider(t)
	var e *casework.Error
	if _, _, err := p.Begin(t.Context(), Wunsch{}, ""); !errors.As(err, &e) || e.Code != casework.Unavailable ||
		e.Reason != "login_unavailable" {
		t.Errorf("while down: %v", err)
	}
	if _, err := p.Complete(t.Context(), "code", Pending{"s", "n", "v"}); casework.CodeOf(err) != casework.Unavailable {
		t.Errorf("complete while down: %v", err)
	}
	if got := p.LogoutURL(t.Context(), "x"); got != "" {
		t.Errorf("logout address %q while down", got)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := p.Ready(gone); casework.CodeOf(err) != casework.Unavailable {
		t.Errorf("caller gone: %v", err)
	}
	op.down.Store(false)
	// the first may share an older attempt
	if _, _, err := p.Begin(t.Context(), Wunsch{}, ""); err != nil && p.Ready(t.Context()) != nil {
		t.Errorf("once up: %v", err)
	}
}

func TestDiscoverRefusesBadConfiguration(t *testing.T) {
	for name, cfg := range map[string]Config{
		"issuer":   {Issuer: "idp.example", ClientID: "kontor", RedirectURL: "https://kontor.example/x"},
		"client":   {Issuer: "https://idp.example", RedirectURL: "https://kontor.example/x"},
		"redirect": {Issuer: "https://idp.example", ClientID: "kontor", RedirectURL: "/x"},
	} {
		if _, err := Discover(t.Context(), cfg); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
