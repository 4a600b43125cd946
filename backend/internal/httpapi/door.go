package httpapi

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"kontor/backend/internal/auth"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

const (
	staffCookie     = "__Host-kontor"
	applicantCookie = "__Host-kontor-antragsraum"

	sessionIdle = 4 * time.Hour  // without a request
	sessionMax  = 12 * time.Hour // in all
	touchEvery  = 5 * time.Minute
)

// authenticate finds out who asks: Bearer token or session cookie for staff, session cookie for applicants.
func (h *handlers) authenticate(c *gin.Context) {
	if h.rechte[c.Request.Method+" "+c.FullPath()] == casework.RechtOeffentlich {
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
	c.Set("actor", actor)
	c.Header("Cache-Control", "no-store")
}

func actorOf(c *gin.Context) casework.Actor {
	a, _ := c.Get("actor")
	actor, _ := a.(casework.Actor)
	return actor
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
	ctx := c.Request.Context()
	var s *store.Sitzung
	var a casework.Actor
	err = h.DB.ReadTx(ctx, casework.Actor{Mandant: h.Mandant}, func(tx *store.Tx) (err error) {
		if s, err = tx.GetSitzung(ctx, auth.Hash(plain), sessionIdle); err != nil {
			return err
		}
		a, err = h.sessionOwner(ctx, tx, s, cookie)
		return err
	})
	if err != nil {
		return nil, a, unauthenticated(err)
	}
	if h.DB.Now().Sub(s.GesehenAm) > touchEvery {
		err = h.DB.InTx(ctx, a, func(tx *store.Tx) error { return tx.TouchSitzung(ctx, s.Hash) })
	}
	return s, a, err
}

func (h *handlers) sessionOwner(ctx context.Context, tx *store.Tx, s *store.Sitzung, cookie string) (casework.Actor, error) {
	if s.Mandant != h.Mandant || (cookie == staffCookie) != (s.BenutzerID != nil) {
		return casework.Actor{}, casework.Fail(casework.NotFound, "not_found")
	}
	if s.BenutzerID != nil {
		b, err := tx.GetBenutzer(ctx, *s.BenutzerID)
		if err != nil {
			return casework.Actor{}, err
		}
		return b.Actor(), nil
	}
	var k applicant
	if err := json.Unmarshal(*s.Konto, &k); err != nil {
		return casework.Actor{}, err
	}
	return casework.Actor{Art: casework.ActorAntragsteller, Mandant: s.Mandant, Name: "antragsteller", Anzeige: k.Anzeige, Konto: k.Konto}, nil
}

// applicant is what a session keeps of an applicant's login.
type applicant struct {
	Anzeige string         `json:"anzeige"`
	Konto   casework.Konto `json:"konto"`
}

// setCookie: __Host- means Secure, Path=/ and no Domain; browsers accept it from localhost too.
func setCookie(w http.ResponseWriter, name, value string, age time.Duration) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode, MaxAge: int(age.Seconds())})
}
