package auth

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"time"

	"kontor/backend/internal/casework"
)

const (
	logoutEvent  = "http://schemas.openid.net/event/backchannel-logout"
	logoutMaxAge = 5 * time.Minute // of a logout token
	logoutSkew   = time.Minute     // by which the provider's clock may be ahead
)

// LogoutURL is where to send the browser so that the person is logged out at the provider too (OpenID Connect
// RP-Initiated Logout 1.0). Empty if the provider has no such page or cannot be reached.
func (p *Provider) LogoutURL(ctx context.Context, idToken string) string {
	e, err := p.endpoints(ctx)
	if err != nil || e.endSession == "" {
		return ""
	}
	target, err := url.Parse(e.endSession)
	if err != nil || target.Host == "" || (target.Scheme != "https" && target.Scheme != "http") {
		return ""
	}
	query := target.Query()
	query.Set("client_id", p.cfg.ClientID)
	if idToken != "" {
		query.Set("id_token_hint", idToken)
	}
	if p.cfg.PostLogoutURL != "" {
		query.Set("post_logout_redirect_uri", p.cfg.PostLogoutURL)
	}
	target.RawQuery = query.Encode()
	return target.String()
}

// LogoutOrigin is scheme and host of the page LogoutURL leads to, as far as known without asking: the policy of a page
// must allow its logout form to be redirected there (CSP form-action).
func (p *Provider) LogoutOrigin() string {
	if p == nil {
		return ""
	}
	p.mu.Lock()
	address := p.cfg.Issuer
	if p.found != nil && p.found.endSession != "" {
		address = p.found.endSession
	}
	p.mu.Unlock()
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// VerifyLogoutToken checks a token that the provider posted (OpenID Connect Back-Channel Logout 1.0, section 2.6) and
// returns which sessions end: that with the sid or, if that is empty, all of the subject. Errors: logout_token_invalid
// (Invalid), login_unavailable. A token may be presented again within its short life; ending a session twice is
// harmless.
func (p *Provider) VerifyLogoutToken(ctx context.Context, raw string) (sid, subject string, err error) {
	e, err := p.endpoints(ctx)
	if err != nil {
		return "", "", err
	}
	token, err := e.verifier.VerifyLogout(p.context(ctx), raw)
	if err != nil {
		return "", "", badLogout(err)
	}
	var c struct {
		Nonce  json.RawMessage
		Events map[string]map[string]any
	}
	if err := token.Claims(&c); err != nil {
		return "", "", badLogout(err)
	}
	if c.Nonce != nil {
		return "", "", badLogout(errors.New("it has a nonce"))
	}
	if c.Events[logoutEvent] == nil {
		return "", "", badLogout(errors.New("its event is no object"))
	}
	if age := p.now().Sub(token.IssuedAt); age > logoutMaxAge || age < -logoutSkew {
		return "", "", badLogout(fmt.Errorf("issued at %s", token.IssuedAt.UTC().Format(time.RFC3339)))
	}
	return token.SessionID, token.Subject, nil
}

func badLogout(cause error) error {
	return &casework.Error{Code: casework.Invalid, Reason: "logout_token_invalid",
		Cause: fmt.Errorf("logout token: %w", cause)}
}
