// Package fitconnect calls FIT-Connect, version 2: it encrypts, sends and reads the event log. What is not public about
// it stands in felder.go, each line with its evidence.
package fitconnect

import (
	"context"
	"crypto/x509"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/anruf"
)

// Client is one login at FIT-Connect.
type Client struct {
	url     string
	host    string
	wurzeln *x509.CertPool // that keys of others must come from; nil = any
	leitung *anruf.Leitung
	cc      clientcredentials.Config
	http    *http.Client

	mu      sync.Mutex
	token   oauth2.TokenSource
	dienste map[string]schluessel // of the delivery service, by kid

	// Warten is how long one attempt waits until what was sent is accepted; the next one goes on waiting.
	Warten time.Duration
	// Pause is the first pause between two looks; each is twice as long as the one before, up to ten seconds.
	Pause time.Duration
}

// ReadClient reads Zugangsfelder; whoever calls it has to ask the settings for what is wrong with them.
func ReadClient(a *anruf.Angaben, client *http.Client) *Client {
	c := &Client{url: a.Adresse("url"), http: client, Warten: 30 * time.Second, Pause: 200 * time.Millisecond,
		dienste: map[string]schluessel{},
		cc: clientcredentials.Config{ClientID: a.Text("client_id"), ClientSecret: a.Text("client_secret"),
			TokenURL: a.Adresse("token_url"), AuthStyle: oauth2.AuthStyleInParams}}
	if u, err := url.Parse(c.url); err == nil {
		c.host = u.Host
	}
	c.leitung = &anruf.Leitung{Client: client, Token: c.bearer}
	return c
}

// Trust lets keys of others count only with a certificate of these roots.
func (c *Client) Trust(wurzeln *x509.CertPool) { c.wurzeln = wurzeln }

// bearer is a token that is good for a while yet.
func (c *Client) bearer(ctx context.Context) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.token == nil {
		own := context.WithValue(context.WithoutCancel(ctx), oauth2.HTTPClient, c.http)
		c.token = c.cc.TokenSource(own)
	}
	t, err := c.token.Token()
	if err != nil {
		return "", err
	}
	return t.AccessToken, nil
}

// do calls; a token that is taken no longer, whatever its time says, is replaced once.
func (c *Client) do(ctx context.Context, r func() (anruf.Ruf, error), into any) error {
	for first := true; ; first = false {
		ruf, err := r()
		if err != nil {
			return casework.FailZustellung(casework.Ungueltig, err)
		}
		ruf.URL = c.url + ruf.URL
		err = c.leitung.Do(ctx, ruf, into)
		var z *casework.Zustellfehler
		if !first || !errors.As(err, &z) || z.Klasse() != casework.Zugangsfehler {
			return err
		}
		c.mu.Lock()
		c.token = nil
		c.mu.Unlock()
	}
}

func (c *Client) get(ctx context.Context, path string, fehlt casework.Fehlerklasse, into any) error {
	return c.do(ctx, func() (anruf.Ruf, error) {
		return anruf.Ruf{Method: http.MethodGet, URL: path, Fehlt: fehlt}, nil
	}, into)
}

// Check signs in and reads the key of a destination.
func (c *Client) Check(ctx context.Context, zustellpunkt string) error {
	_, err := c.readKey(ctx, zustellpunkt)
	return err
}
