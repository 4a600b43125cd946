package httpapi

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"kontor/backend/internal/auth"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/operations"
	"kontor/backend/internal/store"
)

const (
	staffCookie     = "__Host-kontor"
	applicantCookie = "__Host-kontor-antragsraum"
)

// authenticate finds out who asks: Bearer token or session cookie for staff, session cookie for applicants.
func (h *handlers) authenticate(c *gin.Context) {
	if h.rechte[c.Request.Method+" "+c.FullPath()] == casework.RechtOeffentlich {
		admit(c, casework.Actor{Mandant: h.Mandant})
		return
	}
	var actor casework.Actor
	var err error
	switch bearer, ok := strings.CutPrefix(c.GetHeader("Authorization"), "Bearer "); {
	case strings.HasPrefix(c.FullPath(), "/antragsraum/"):
		actor, err = h.sessionActor(c, applicantCookie)
	case ok:
		actor, err = h.tokenActor(c, bearer)
	default:
		actor, err = h.sessionActor(c, staffCookie)
	}
	if err != nil {
		h.problem(c, err)
		return
	}
	admit(c, actor)
	c.Header("Cache-Control", "no-store")
}

func admit(c *gin.Context, a casework.Actor) {
	c.Set(operations.AskedKey, operations.Asked{Request: c.Request, Actor: a})
}

func actorOf(c *gin.Context) casework.Actor {
	return c.MustGet(operations.AskedKey).(operations.Asked).Actor
}

func unauthenticated(err error) error {
	if casework.CodeOf(err) == casework.NotFound {
		return casework.Fail(casework.Unauthenticated, "not_signed_in")
	}
	return err
}

func (h *handlers) tokenActor(c *gin.Context, bearer string) (casework.Actor, error) {
	a, err := h.svc.Anmeldung.ActForToken(c.Request.Context(), auth.Hash(bearer))
	if casework.CodeOf(err) == casework.NotFound {
		if wait := h.limits.failed("", c.ClientIP()); wait > 0 {
			c.Header("Retry-After", strconv.Itoa(wait))
			return a, casework.Fail(casework.Unavailable, "too_many_requests")
		}
	}
	return a, unauthenticated(err)
}

func (h *handlers) sessionActor(c *gin.Context, cookie string) (casework.Actor, error) {
	_, a, err := h.session(c, cookie)
	return a, err
}

// session reads a session and who it belongs to.
func (h *handlers) session(c *gin.Context, cookie string) (*store.Sitzung, casework.Actor, error) {
	plain, err := c.Cookie(cookie)
	if err != nil || plain == "" {
		return nil, casework.Actor{}, casework.Fail(casework.Unauthenticated, "not_signed_in")
	}
	s, a, err := h.svc.Anmeldung.ActForSitzung(c.Request.Context(), h.Mandant, auth.Hash(plain), cookie == staffCookie)
	return s, a, unauthenticated(err)
}

// setCookie: __Host- means Secure, Path=/ and no Domain; browsers accept it from localhost too.
func setCookie(w http.ResponseWriter, name, value string, age time.Duration) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Path: "/", Secure: true, HttpOnly: true,
		SameSite: http.SameSiteLaxMode, MaxAge: int(age.Seconds())})
}
