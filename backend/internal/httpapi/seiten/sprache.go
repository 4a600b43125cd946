package seiten

import (
	"net/http"
	"slices"
	"strings"
)

const spracheCookie = "__Host-kontor-sprache"

// languageOf is the person's own choice, else English for an English browser, else German: as in the app.
func languageOf(r *http.Request) string {
	if c, err := r.Cookie(spracheCookie); err == nil && slices.Contains(sprachen, c.Value) {
		return c.Value
	}
	first, _, _ := strings.Cut(r.Header.Get("Accept-Language"), ",")
	if strings.HasPrefix(strings.ToLower(strings.TrimSpace(first)), "en") {
		return "en"
	}
	return "de"
}

// Visit begins an answer. true = it was the link of the other language: the choice is kept, and the browser sent to the
// page it stood on.
func Visit(b *Besuch) bool {
	b.Sprache = languageOf(b.R)
	q := b.R.URL.Query()
	chosen := q.Get("sprache")
	if b.R.Method != http.MethodGet || !slices.Contains(sprachen, chosen) {
		return false
	}
	http.SetCookie(b.W, &http.Cookie{Name: spracheCookie, Value: chosen, Path: "/", Secure: true, HttpOnly: true,
		SameSite: http.SameSiteLaxMode, MaxAge: 365 * 24 * 60 * 60})
	q.Del("sprache")
	to := b.R.URL.EscapedPath()
	if rest := q.Encode(); rest != "" {
		to += "?" + rest
	}
	_ = b.redirect(to)
	return true
}
