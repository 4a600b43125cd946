package httpapi

import (
	"crypto/subtle"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"kontor/backend/internal/auth"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/anmeldung"
	"kontor/backend/internal/store"
)

// bereich is one of the two doors: staff and applicants, each with a provider and a cookie of its own.
type bereich struct {
	name     string // as kept in anmeldung
	path     string // prefix of its routes
	home     string
	cookie   string
	provider *auth.Provider
}

const loginCookie = "__Host-kontor-anmeldung" // ties the callback to the browser that began

func (h *handlers) loginRoutes(r *gin.Engine) {
	for _, b := range []bereich{
		{"kontor", "", "/", staffCookie, h.Staff},
		{"antragsraum", "/antragsraum", "/antragsraum", applicantCookie, h.Applicants},
	} {
		r.GET(b.path+"/anmelden", func(c *gin.Context) { h.beginLogin(c, b) })
		r.GET(b.path+"/anmelden/rueckruf", func(c *gin.Context) { h.completeLogin(c, b) })
		r.POST(b.path+"/anmelden/backchannel", func(c *gin.Context) { h.backchannel(c, b) })
		r.POST(b.path+"/abmelden", func(c *gin.Context) { h.logout(c, b) })
	}
}

func (h *handlers) beginLogin(c *gin.Context, b bereich) {
	if b.provider == nil {
		h.loginPage(c, b, casework.Fail(casework.Unavailable, "login_not_configured"))
		return
	}
	target, pending, err := b.provider.Begin(c.Request.Context(), wunschOf(c.Request.URL.Query()), "de")
	if err != nil {
		h.loginPage(c, b, err)
		return
	}
	err = h.svc.Anmeldung.BeginAnmeldung(c.Request.Context(), store.Anmeldung{Hash: auth.Hash(pending.State),
		Bereich: b.name, Nonce: pending.Nonce,
		Verifier: pending.Verifier, Weiter: localPath(c.Query("weiter"), b.home)})
	if err != nil {
		h.loginPage(c, b, err)
		return
	}
	setCookie(c.Writer, loginCookie, pending.State, anmeldung.AnmeldungDauer)
	c.Header("Cache-Control", "no-store")
	c.Redirect(http.StatusFound, target)
}

// wunschOf reads what the login shall be: niveau, and frisch, the minutes that it may be old. It is a wish of the page;
// what the session counts as follows from the provider's answer alone.
func wunschOf(query url.Values) (w auth.Wunsch) {
	if niveau, _ := strconv.Atoi(query.Get("niveau")); slices.Contains([]int{1, 3, 4}, niveau) {
		w.Niveau = niveau
	}
	if minuten, err := strconv.Atoi(query.Get("frisch")); err == nil && minuten > 0 && minuten <= 24*60 {
		w.Frisch = time.Duration(minuten) * time.Minute
	}
	return w
}

// localPath keeps the way back inside this site.
func localPath(path, fallback string) string {
	u, err := url.Parse(path)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") ||
		strings.ContainsAny(path, "\\\r\n") {
		return fallback
	}
	return path
}

func (h *handlers) completeLogin(c *gin.Context, b bereich) {
	ctx := c.Request.Context()
	state := c.Query("state")
	bound, _ := c.Cookie(loginCookie)
	setCookie(c.Writer, loginCookie, "", -time.Second)
	if b.provider == nil || state == "" || subtle.ConstantTimeCompare([]byte(state), []byte(bound)) != 1 {
		h.loginPage(c, b, casework.Fail(casework.Unauthenticated, "login_expired"))
		return
	}
	a, err := h.svc.Anmeldung.TakeAnmeldung(ctx, auth.Hash(state))
	if err != nil || a.Bereich != b.name {
		h.loginPage(c, b, casework.Fail(casework.Unauthenticated, "login_expired"))
		return
	}
	id, err := b.provider.Complete(ctx, c.Query("code"), auth.Pending{State: state, Nonce: a.Nonce,
		Verifier: a.Verifier})
	if err != nil {
		h.loginPage(c, b, err)
		return
	}
	plain, hash := auth.NewSecret()
	if b.cookie == applicantCookie {
		err = h.svc.Anmeldung.StartAntragsraumSitzung(ctx, h.Mandant, hash, id)
	} else {
		err = h.svc.Anmeldung.StartSitzung(ctx, h.Mandant, hash, id)
	}
	if err != nil {
		h.loginPage(c, b, err)
		return
	}
	setCookie(c.Writer, b.cookie, plain, anmeldung.SitzungMax)
	c.Header("Cache-Control", "no-store")
	c.Redirect(http.StatusFound, a.Weiter)
}

// logout ends the session here and, where the provider offers it, there (RP-initiated logout).
func (h *handlers) logout(c *gin.Context, b bereich) {
	target := b.home
	if s, a, err := h.session(c, b.cookie); err == nil {
		if err := h.svc.Anmeldung.EndSitzung(c.Request.Context(), a, s.Hash); err != nil {
			h.problem(c, err)
			return
		}
		if b.provider == nil {
			// nothing to end elsewhere
		} else if u := b.provider.LogoutURL(c.Request.Context(), s.IDToken); u != "" {
			target = u
		}
		h.Hub.Drop(func(x casework.Actor) bool { return x.Benutzer == a.Benutzer && a.Benutzer != uuid.Nil })
	}
	setCookie(c.Writer, b.cookie, "", -time.Second)
	c.Redirect(http.StatusSeeOther, target)
}

// backchannel ends sessions because the provider says so (OIDC Back-Channel Logout 1.0).
func (h *handlers) backchannel(c *gin.Context, b bereich) {
	ctx := c.Request.Context()
	c.Header("Cache-Control", "no-store")
	if b.provider == nil {
		c.JSON(http.StatusNotFound, gin.H{"error": "not_configured"})
		return
	}
	sid, subject, err := b.provider.VerifyLogoutToken(ctx, c.PostForm("logout_token"))
	if err != nil {
		h.Log.Warn("logout token refused", "bereich", b.name, "error", err)
		c.JSON(http.StatusBadRequest, gin.H{"error": "invalid_request"})
		return
	}
	gone, err := h.svc.Anmeldung.EndSitzungen(ctx, h.Mandant, b.cookie == staffCookie, sid, subject)
	if err != nil {
		h.problem(c, err)
		return
	}
	h.Hub.Drop(func(x casework.Actor) bool { return slices.Contains(gone, x.Benutzer) })
	c.Status(http.StatusOK)
}

var loginTemplate = template.Must(template.New("login").Parse(`<!doctype html><html lang="de"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Anmeldung – Kontor</title></head>
<body><main><h1>{{.Titel}}</h1><p>{{.Text}}</p><p><a href="{{.Weiter}}">Erneut anmelden</a></p></main></body></html>`))

// loginPage says in words why nobody is signed in.
func (h *handlers) loginPage(c *gin.Context, b bereich, err error) {
	titel, text, code := "Anmeldung nicht möglich",
		"Die Anmeldung ist gerade gestört. Bitte versuchen Sie es in einigen Minuten erneut.",
		http.StatusServiceUnavailable
	switch casework.CodeOf(err) {
	case casework.Forbidden:
		titel, text, code = "Kein Zugang",
			"Sie sind angemeldet, haben aber keine Rolle in Kontor. Bitte wenden Sie sich an Ihre Administration.",
			http.StatusForbidden
	case casework.Unauthenticated:
		titel, text, code = "Anmeldung abgelaufen",
			"Die Anmeldung wurde abgebrochen oder hat zu lange gedauert. Es wurde nichts geändert.",
			http.StatusBadRequest
	default:
		h.Log.Error("login failed", "bereich", b.name, "error", err)
	}
	c.Header("Cache-Control", "no-store")
	c.Status(code)
	c.Header("Content-Type", "text/html; charset=utf-8")
	_ = loginTemplate.Execute(c.Writer, map[string]string{"Titel": titel, "Text": text, "Weiter": b.path + "/anmelden"})
}
