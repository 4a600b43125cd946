package auth

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"kontor/backend/internal/casework"
)

// Pending is a login under way. The caller keeps it until the provider calls back, finds it again by State (once), and
// ties it to the browser that began.
type Pending struct {
	State    string
	Nonce    string
	Verifier string // PKCE
}

// Wunsch is what a login is asked to be. The provider may give less: what counts is what it answers (Complete).
type Wunsch struct {
	Niveau int           // Vertrauensniveau an applicant shall reach; 0 = any
	Frisch time.Duration // how long ago the person may have proved who they are; 0 = any time
}

// Begin starts a login and returns the address to send the browser to; locale (de, en) is the language of the login
// page, may be empty. Errors: login_unavailable.
func (p *Provider) Begin(ctx context.Context, w Wunsch, locale string) (string, Pending, error) {
	e, err := p.endpoints(ctx)
	if err != nil {
		return "", Pending{}, err
	}
	state, _ := NewSecret()
	nonce, _ := NewSecret()
	pending := Pending{State: state, Nonce: nonce, Verifier: oauth2.GenerateVerifier()}
	options := []oauth2.AuthCodeOption{oauth2.S256ChallengeOption(pending.Verifier), oidc.Nonce(nonce)}
	if w.Niveau > 0 {
		options = append(options, oauth2.SetAuthURLParam("acr_values", storkPrefix+strconv.Itoa(w.Niveau)))
	}
	if w.Frisch > 0 {
		// makes the provider tell when it was, too (OpenID Connect Core 2, auth_time)
		options = append(options, oauth2.SetAuthURLParam("max_age", strconv.Itoa(int(w.Frisch.Seconds()))))
	}
	if w.Niveau > 0 || w.Frisch > 0 {
		// acr_values is only a wish (OpenID Connect Core 3.1.2.1): a session at the provider with a lower level would
		// answer it.
		options = append(options, oauth2.SetAuthURLParam("prompt", "login"))
	}
	if locale != "" {
		options = append(options, oauth2.SetAuthURLParam("ui_locales", locale))
	}
	return e.oauth.AuthCodeURL(state, options...), pending, nil
}

// Complete redeems the code and verifies the ID token. An identity without any right is returned too; the caller
// refuses it. Errors: login_failed (Unauthenticated), login_unavailable.
func (p *Provider) Complete(ctx context.Context, code string, pending Pending) (casework.Identitaet, error) {
	if code == "" || pending.Nonce == "" || pending.Verifier == "" {
		return casework.Identitaet{}, refused(errors.New("code, nonce or verifier missing"))
	}
	e, err := p.endpoints(ctx)
	if err != nil {
		return casework.Identitaet{}, err
	}
	ctx = p.context(ctx)
	token, err := e.oauth.Exchange(ctx, code, oauth2.VerifierOption(pending.Verifier))
	if err != nil {
		return casework.Identitaet{}, exchangeError(err)
	}
	raw, _ := token.Extra("id_token").(string)
	idToken, err := p.verify(ctx, e, raw, pending.Nonce)
	if err != nil {
		return casework.Identitaet{}, refused(err)
	}
	if idToken.AccessTokenHash != "" {
		if err := idToken.VerifyAccessToken(token.AccessToken); err != nil {
			return casework.Identitaet{}, refused(err)
		}
	}
	c := claims{}
	if err := idToken.Claims(&c); err != nil {
		return casework.Identitaet{}, refused(fmt.Errorf("read the claims: %w", err))
	}
	if err := p.addUserInfo(ctx, e, token, idToken.Subject, c); err != nil {
		return casework.Identitaet{}, err
	}
	identity := p.identity(c)
	identity.IDToken = raw
	return identity, nil
}

// exchangeError tells a code that is used, expired or foreign from a provider that cannot answer or does not accept us.
func exchangeError(err error) error {
	err = fmt.Errorf("redeem the code: %w", err)
	var answer *oauth2.RetrieveError
	if !errors.As(err, &answer) || answer.ErrorCode == "invalid_client" || answer.ErrorCode == "unauthorized_client" {
		return unavailable(err)
	}
	if answer.Response != nil && answer.Response.StatusCode >= http.StatusInternalServerError {
		return unavailable(err)
	}
	return refused(err)
}

// verify checks signature, issuer, audience, expiry, nonce and authorised party (OpenID Connect Core 3.1.3.7).
func (p *Provider) verify(ctx context.Context, e *endpoints, raw, nonce string) (*oidc.IDToken, error) {
	if raw == "" {
		return nil, errors.New("the answer holds no ID token")
	}
	idToken, err := e.verifier.Verify(ctx, raw)
	if err != nil {
		return nil, err
	}
	if subtle.ConstantTimeCompare([]byte(idToken.Nonce), []byte(nonce)) != 1 {
		return nil, errors.New("the nonce of the ID token is another")
	}
	if idToken.Subject == "" {
		return nil, errors.New("the ID token has no subject")
	}
	var party struct {
		AZP *string `json:"azp"`
	}
	if err := idToken.Claims(&party); err != nil {
		return nil, err
	}
	if (party.AZP == nil && len(idToken.Audience) > 1) || (party.AZP != nil && *party.AZP != p.cfg.ClientID) {
		return nil, errors.New("the ID token was issued to another client")
	}
	return idToken, nil
}

// fromIDTokenOnly are claims that userinfo must not supply.
var fromIDTokenOnly = []string{"iss", "sub", "aud", "exp", "nbf", "iat", "jti", "nonce", "azp", "acr", "amr",
	"auth_time", "sid", "at_hash"}

// addUserInfo asks the userinfo endpoint for what the ID token lacks: many providers put names and roles only there
// (OpenID Connect Core 5.4). What the ID token says is never replaced.
func (p *Provider) addUserInfo(ctx context.Context, e *endpoints, token *oauth2.Token, subject string, c claims) error {
	complete := c.has(p.cfg.NameClaim) && (c.has(p.cfg.LevelClaim) || c.has(p.cfg.RolesClaim) &&
		c.has(p.cfg.GroupsClaim))
	if complete || e.oidc.UserInfoEndpoint() == "" {
		return nil
	}
	info, err := e.oidc.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil && c.has(p.cfg.NameClaim) && c.has(p.cfg.RolesClaim) {
		return nil // only units are missing; somebody without units sees nothing and can be told why
	}
	if err != nil {
		return unavailable(fmt.Errorf("ask userinfo: %w", err))
	}
	if info.Subject != subject {
		return refused(errors.New("userinfo is about somebody else"))
	}
	more := claims{}
	if err := info.Claims(&more); err != nil {
		return unavailable(fmt.Errorf("read userinfo: %w", err))
	}
	maps.DeleteFunc(more, func(name string, _ any) bool {
		return c[name] != nil || slices.Contains(fromIDTokenOnly, name)
	})
	maps.Copy(c, more)
	return nil
}

// claims are the members of a token. Numbers are kept as written.
type claims map[string]any

// UnmarshalJSON keeps numbers as json.Number.
func (c *claims) UnmarshalJSON(data []byte) error {
	return decodeNumbers(data, (*map[string]any)(c))
}

var _ json.Unmarshaler = (*claims)(nil)
