// Package osi2 is the channel to mailboxes behind the OSI-Postfach-Facade 2.0. What is not public about it stands in
// felder.go, each line with its evidence.
package osi2

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/anruf"
)

// Postfach is one channel of a tenant.
type Postfach struct {
	url, mandant string
	kann         casework.Faehigkeiten
	teil         int // bytes of a part
	leitung      *anruf.Leitung

	cc    clientcredentials.Config
	http  *http.Client
	mu    sync.Mutex
	token oauth2.TokenSource
	// ScanWarten is how long one attempt waits for the scan of the files; the next one goes on waiting.
	ScanWarten time.Duration
	// ScanPause is the first pause between two looks; each is twice as long as the one before, up to five seconds.
	ScanPause time.Duration
}

// New checks the settings (Felder); it does not connect. Errors are *casework.Error with the setting as field.
func New(e map[string]string, client *http.Client) (*Postfach, error) {
	get := func(name string) string {
		if v := strings.TrimSpace(e[name]); v != "" {
			return v
		}
		for _, f := range Felder {
			if f.Name == name {
				return f.Vorgabe
			}
		}
		return ""
	}
	felder := map[string]string{}
	number := func(name string) int {
		n, err := strconv.Atoi(get(name))
		if err != nil || n < 1 || n > 1<<20 {
			felder[name] = "format"
		}
		return n
	}
	for _, f := range Felder {
		if f.Pflicht && get(f.Name) == "" {
			felder[f.Name] = "required"
		}
	}
	for _, name := range []string{"url", "token_url"} {
		if v := get(name); v != "" && !isSafe(v) {
			felder[name] = "https_required"
		}
	}
	p := &Postfach{url: strings.TrimSuffix(get("url"), "/"), mandant: get("mandant"), http: client,
		ScanWarten: time.Minute, ScanPause: 200 * time.Millisecond,
		teil: number("teil_kb") << 10,
		kann: casework.Faehigkeiten{Klasse: casework.KlasseNutzerkonto, Rueckweg: casework.RueckwegFrei,
			Niveaus: []int{1, 3, 4}, BetreffMax: 255, TextMax: number("text_max"),
			DateiMax: int64(number("datei_mb")) << 20, GesamtMax: int64(number("gesamt_mb")) << 20,
			DateienMax: number("dateien"), Typen: list(get("typen")), Benachrichtigt: true},
		cc: clientcredentials.Config{ClientID: get("client_id"), ClientSecret: get("client_secret"),
			TokenURL: get("token_url"), Scopes: []string{scopeDefault, get("scope")},
			EndpointParams: url.Values{"resource": {get("resource")}}, AuthStyle: oauth2.AuthStyleInParams}}
	if len(felder) > 0 {
		return nil, &casework.Error{Code: casework.Invalid, Reason: "invalid_fields", Fields: felder}
	}
	p.leitung = &anruf.Leitung{Client: client, Token: p.bearer}
	return p, nil
}

// isSafe: over https, unless it is this very machine.
func isSafe(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.User != nil {
		return false
	}
	local := slices.Contains([]string{"localhost", "127.0.0.1", "::1"}, u.Hostname())
	return u.Host != "" && (u.Scheme == "https" || u.Scheme == "http" && local)
}

func list(text string) (out []string) {
	for part := range strings.SplitSeq(text, ",") {
		if part = strings.ToLower(strings.TrimSpace(part)); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// Faehigkeiten of the channel, as its settings say.
func (p *Postfach) Faehigkeiten() casework.Faehigkeiten { return p.kann }

// bearer is a token that is good for a while yet.
func (p *Postfach) bearer(ctx context.Context) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.token == nil {
		own := context.WithValue(context.WithoutCancel(ctx), oauth2.HTTPClient, p.http)
		p.token = p.cc.TokenSource(own)
	}
	t, err := p.token.Token()
	if err != nil {
		return "", err
	}
	return t.AccessToken, nil
}

// do calls; a token that the facade takes no longer, whatever its time says, is replaced once.
func (p *Postfach) do(ctx context.Context, r func() (anruf.Ruf, error), into any) error {
	for first := true; ; first = false {
		ruf, err := r()
		if err != nil {
			return casework.FailZustellung(casework.Ungueltig, err)
		}
		err = p.leitung.Do(ctx, ruf, into)
		var z *casework.Zustellfehler
		if !first || !errors.As(err, &z) || z.Klasse() != casework.Zugangsfehler {
			return err
		}
		p.mu.Lock()
		p.token = nil
		p.mu.Unlock()
	}
}

// call is do without a body.
func (p *Postfach) call(ctx context.Context, method, path string, fehlt casework.Fehlerklasse, into any) error {
	return p.do(ctx, func() (anruf.Ruf, error) {
		return anruf.Ruf{Method: method, URL: p.url + path, Fehlt: fehlt}, nil
	}, into)
}

// Check signs in and reads the list of what came: that needs every right the channel needs.
func (p *Postfach) Check(ctx context.Context) error {
	var in eingang
	return p.call(ctx, http.MethodGet, pfadEingang, "", &in)
}
