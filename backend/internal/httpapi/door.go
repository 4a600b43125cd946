package httpapi

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"kontor/backend/internal/auth"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
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
		admit(c, casework.Actor{Mandant: h.Mandant}, nil)
		return
	}
	var actor casework.Actor
	var s *store.Sitzung
	var err error
	switch bearer, ok := strings.CutPrefix(c.GetHeader("Authorization"), "Bearer "); {
	case strings.HasPrefix(c.FullPath(), "/antragsraum/"):
		s, actor, err = h.usedSession(c, applicantCookie)
	case ok:
		actor, err = h.tokenActor(c, bearer)
	default:
		s, actor, err = h.usedSession(c, staffCookie)
	}
	if err != nil {
		h.problem(c, err)
		return
	}
	admit(c, actor, s)
	c.Header("Cache-Control", "no-store")
}

// recognise lets a browser that only reads in as who it was last; vouch sees to it that nothing leaves before the
// database has confirmed that. Who is not known is asked for.
func (h *handlers) recognise(c *gin.Context) {
	route := c.Request.Method + " " + c.FullPath()
	cookie, err := c.Cookie(staffCookie)
	if err != nil || c.Request.Method != http.MethodGet || h.rechte[route] == casework.RechtOeffentlich ||
		c.GetHeader("Authorization") != "" || strings.HasPrefix(c.FullPath(), "/antragsraum/") {
		h.authenticate(c)
		return
	}
	ausweis, actor := h.svc.Anmeldung.Recall(h.Mandant, auth.Hash(cookie))
	if ausweis == nil || actor.Must(h.rechte[route]) != nil {
		h.authenticate(c)
		return
	}
	ctx := store.WithAusweis(c.Request.Context(), ausweis)
	c.Set(operations.AskedKey, operations.Asked{Request: c.Request.WithContext(ctx), Actor: actor,
		Sitzung: ausweis.Sitzung})
	c.Set(ausweisKey, ausweis)
	c.Header("Cache-Control", "no-store")
}

const ausweisKey = "ausweis"

// vouch throws an answer away whose Ausweis was refused or never shown, asks who it is, and begins again.
func (h *handlers) vouch(act api.StrictHandlerFunc, _ string) api.StrictHandlerFunc {
	return func(c *gin.Context, request any) (any, error) {
		answer, err := act(c, request)
		if a, ok := c.Get(ausweisKey); !ok || a.(*store.Ausweis).Shown() {
			return answer, err
		}
		for _, step := range []gin.HandlerFunc{h.authenticate, h.check} {
			if step(c); c.IsAborted() {
				return nil, nil // the problem is sent
			}
		}
		return act(c, request)
	}
}

func admit(c *gin.Context, a casework.Actor, s *store.Sitzung) {
	c.Set(operations.AskedKey, operations.Asked{Request: c.Request, Actor: a, Sitzung: s})
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

// usedSession is session for a request that keeps it alive. A socket connects by itself every half hour, whether
// somebody sits there or not.
func (h *handlers) usedSession(c *gin.Context, cookie string) (*store.Sitzung, casework.Actor, error) {
	s, a, err := h.session(c, cookie)
	if err == nil && c.FullPath() != livePath {
		err = h.svc.Anmeldung.NoteSitzung(c.Request.Context(), a, s)
	}
	return s, a, err
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
