// Package auth talks to login providers: OpenID Connect by authorization code with PKCE, logout in both directions, and
// what claims mean for Kontor. It is the only home of go-oidc. Sessions are rows of store, cookies belong to httpapi.
package auth

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"kontor/backend/internal/casework"
)

// Config describes one issuer and how its claims are read. Claims are named by dotted path (realm_access.roles).
type Config struct {
	Issuer        string // exactly as the provider spells it
	ClientID      string
	ClientSecret  string // empty = public client; PKCE is used anyway
	RedirectURL   string
	PostLogoutURL string // empty = the provider shows its own page after logout

	NameClaim    string // user name of staff; default preferred_username
	AnzeigeClaim string // name to show; default name
	RolesClaim   string // default realm_access.roles
	GroupsClaim  string // units of staff; default groups

	PseudonymClaim string // stable key of an applicant's account; default sub
	LevelClaim     string // default vertrauensniveau; if absent, acr decides
	// how surely the account itself was identified, where that is told apart; default vertrauensniveau_identifizierung.
	// The lower of both counts
	IdentityLevelClaim string
	MailboxClaim       string // default postfach
	KindClaim          string // default konto_art

	Logger *slog.Logger // default slog.Default()
}

func (c *Config) fill() {
	defaults := []struct {
		field *string
		value string
	}{
		{&c.NameClaim, "preferred_username"}, {&c.AnzeigeClaim, "name"}, {&c.RolesClaim, "realm_access.roles"},
		{&c.GroupsClaim, "groups"}, {&c.PseudonymClaim, "sub"}, {&c.LevelClaim, "vertrauensniveau"},
		{&c.IdentityLevelClaim, "vertrauensniveau_identifizierung"},
		{&c.MailboxClaim, "postfach"}, {&c.KindClaim, "konto_art"},
	}
	for _, d := range defaults {
		if *d.field == "" {
			*d.field = d.value
		}
	}
	if c.Logger == nil {
		c.Logger = slog.Default()
	}
}

func (c *Config) check() error {
	issuer, err := url.Parse(c.Issuer)
	if err != nil || issuer.Host == "" || (issuer.Scheme != "https" && issuer.Scheme != "http") {
		return fmt.Errorf("login provider: the issuer %q is no http(s) address", c.Issuer)
	}
	if c.ClientID == "" {
		return errors.New("login provider: no client id")
	}
	if redirect, err := url.Parse(c.RedirectURL); err != nil || redirect.Host == "" {
		return fmt.Errorf("login provider: the redirect address %q is not absolute", c.RedirectURL)
	}
	return nil
}

// Time limits of calls to the provider.
const (
	requestTimeout  = 10 * time.Second
	discoverTimeout = 5 * time.Second
)

// Provider is one issuer at which people log in. It is safe for concurrent use.
type Provider struct {
	cfg    Config
	client *http.Client
	now    func() time.Time

	mu      sync.Mutex
	found   *endpoints
	attempt *attempt // discovery under way
}

// endpoints is what discovery told.
type endpoints struct {
	oidc       *oidc.Provider
	oauth      oauth2.Config
	verifier   *oidc.IDTokenVerifier
	endSession string
}

type attempt struct {
	done  chan struct{} // closed when the others are set
	found *endpoints
	err   error
}

// Discover prepares a provider and tries to reach it once. If that fails, the program starts all the same and every use
// tries again; the error returned here is about the configuration only.
func Discover(ctx context.Context, cfg Config) (*Provider, error) {
	cfg.fill()
	if err := cfg.check(); err != nil {
		return nil, err
	}
	p := &Provider{cfg: cfg, client: &http.Client{Timeout: requestTimeout}, now: time.Now}
	if err := p.Ready(ctx); err != nil {
		cfg.Logger.Warn("login provider not reachable yet", "issuer", cfg.Issuer, "error", err)
	}
	return p, nil
}

// Ready returns nil once the provider has answered, else Unavailable with reason login_unavailable.
func (p *Provider) Ready(ctx context.Context) error {
	_, err := p.endpoints(ctx)
	return err
}

// endpoints returns what is known of the provider. Callers that come during a discovery share it.
func (p *Provider) endpoints(ctx context.Context) (*endpoints, error) {
	p.mu.Lock()
	if p.found != nil {
		defer p.mu.Unlock()
		return p.found, nil
	}
	a := p.attempt
	if a == nil {
		a = &attempt{done: make(chan struct{})}
		p.attempt = a
		go p.run(context.WithoutCancel(ctx), a)
	}
	p.mu.Unlock()
	select {
	case <-a.done:
		return a.found, a.err
	case <-ctx.Done():
		return nil, unavailable(ctx.Err())
	}
}

func (p *Provider) run(ctx context.Context, a *attempt) {
	ctx, cancel := context.WithTimeout(ctx, discoverTimeout)
	defer cancel()
	a.found, a.err = p.discover(ctx)
	p.mu.Lock()
	p.found, p.attempt = a.found, nil
	p.mu.Unlock()
	close(a.done)
}

func (p *Provider) discover(ctx context.Context) (*endpoints, error) {
	provider, err := oidc.NewProvider(p.context(ctx), p.cfg.Issuer)
	if err != nil {
		return nil, unavailable(fmt.Errorf("discover %s: %w", p.cfg.Issuer, err))
	}
	var more struct {
		EndSession string `json:"end_session_endpoint"`
	}
	if err := provider.Claims(&more); err != nil {
		return nil, unavailable(fmt.Errorf("discover %s: %w", p.cfg.Issuer, err))
	}
	return &endpoints{
		oidc: provider,
		oauth: oauth2.Config{ClientID: p.cfg.ClientID, ClientSecret: p.cfg.ClientSecret, RedirectURL: p.cfg.RedirectURL,
			Endpoint: provider.Endpoint(), Scopes: []string{oidc.ScopeOpenID, "profile", "email"}},
		verifier:   provider.Verifier(&oidc.Config{ClientID: p.cfg.ClientID, Now: p.now}),
		endSession: more.EndSession,
	}, nil
}

// context makes both libraries use the client with a time limit.
func (p *Provider) context(ctx context.Context) context.Context {
	return oidc.ClientContext(ctx, p.client)
}

func unavailable(cause error) error {
	return &casework.Error{Code: casework.Unavailable, Reason: "login_unavailable", Cause: cause}
}

func refused(cause error) error {
	return &casework.Error{Code: casework.Unauthenticated, Reason: "login_failed", Cause: cause}
}
