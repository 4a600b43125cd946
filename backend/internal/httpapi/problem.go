package httpapi

import (
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// status is the one table from code to HTTP status.
var status = map[casework.Code]int{
	casework.Invalid: http.StatusUnprocessableEntity, casework.NotFound: http.StatusNotFound,
	casework.Forbidden:       http.StatusForbidden,
	casework.Unauthenticated: http.StatusUnauthorized, casework.Conflict: http.StatusConflict,
	casework.Stale:    http.StatusConflict,
	casework.TooLarge: http.StatusRequestEntityTooLarge, casework.Unavailable: http.StatusServiceUnavailable,
	casework.Internal: http.StatusInternalServerError,
}

// fault is what an error means outside: its status, and the reference to name to the operator. What operators must know
// is logged: once, here.
func (h *handlers) fault(c *gin.Context, err error) (e *casework.Error, code int, ref string) {
	if big, ok := tooLarge(err); ok {
		e = big
	} else if !errors.As(err, &e) {
		e = &casework.Error{Code: casework.Internal, Reason: "internal", Cause: err}
	}
	code = status[e.Code]
	switch e.Reason {
	case "malformed_request", "muster_unreadable":
		code = http.StatusBadRequest
	case "method_not_allowed":
		code = http.StatusMethodNotAllowed
	case "too_many_requests":
		code = http.StatusTooManyRequests
	}
	ref = uuid.NewString()[:8]
	if code >= http.StatusInternalServerError {
		h.Log.Error("request failed", "reference", ref, "route", c.FullPath(), "error", err)
	}
	return e, code, ref
}

// problem answers with application/problem+json (RFC 9457).
func (h *handlers) problem(c *gin.Context, err error) {
	e, code, ref := h.fault(c, err)
	p := api.Problem{Type: "urn:kontor:problem:" + e.Reason, Title: http.StatusText(code), Status: code,
		Code: string(e.Code), Reason: e.Reason}
	p.Instance, p.Detail = "urn:kontor:reference:"+ref, e.Detail
	if r := e.Rueckfrage; r != nil {
		p.Rueckfrage = apiRueckfrage(r)
	}
	for _, z := range e.Zeichen {
		p.Zeichen = append(p.Zeichen, api.Zeichenstelle{Feld: z.Feld, Nr: z.Nr, Zeile: z.Zeile, Stelle: z.Stelle,
			Zeichen: z.Zeichen})
	}
	if len(e.Fields) > 0 {
		p.Fields = few(e.Fields)
	}
	if !c.Writer.Written() {
		raw, _ := json.Marshal(p) //nolint:errchkjson // strings
		c.Data(code, "application/problem+json", raw)
	}
	c.Abort()
}

// few keeps an answer short whatever was sent: the first fields by name, and of a name what a person reads.
func few(fields map[string]string) map[string]string {
	const longest = 120 // characters
	out := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(fields))[:min(len(fields), casework.MaxMaengel)] {
		short := name
		if r := []rune(name); len(r) > longest {
			short = string(r[:longest]) + "…"
		}
		out[short] = fields[name]
	}
	return out
}

func apiRueckfrage(r *casework.Rueckfrage) api.Rueckfrage {
	out := api.Rueckfrage{Bestaetigen: r.Bestaetigen}
	if bis := r.RechtsbehelfBis; bis != nil {
		out.RechtsbehelfBis.Time = *bis
	}
	for _, a := range r.Ausgelassen {
		out.Ausgelassen = append(out.Ausgelassen, api.Auslassung{Vorgangsnummer: a.Vorgangsnummer,
			Dokument: a.Dokument.ID,
			Titel:    a.Dokument.Titel(), Grund: api.AuslassungGrund(a.Dokument.Pruefung)})
	}
	if len(r.Ausgelassen) > 0 {
		return out
	}
	out.Regel, out.Schritte = r.Bekanntgabe.Regel, r.Bekanntgabe.Schritte
	out.BekanntgabeAm.Time = r.Bekanntgabe.Am
	return out
}

// recover turns a panic into an answer; the stack goes to the log only.
func (h *handlers) recover(c *gin.Context) {
	defer func() {
		if p := recover(); p != nil {
			if p == http.ErrAbortHandler { //nolint:errorlint // sentinel of net/http
				panic(p)
			}
			h.Log.Error("panic", "route", c.FullPath(), "panic", p, "stack", string(debug.Stack()))
			h.problem(c, casework.Fail(casework.Internal, "internal"))
		}
	}()
	c.Next()
}

var requests = promauto.NewHistogramVec(prometheus.HistogramOpts{
	Name: "kontor_http_request_seconds", Help: "Requests by route, method and status.", Buckets: []float64{.005, .02,
		.05, .1, .25, .5, 1, 2.5, 10, 60},
}, []string{"route", "method", "status"})

func (h *handlers) observe(c *gin.Context) {
	start := time.Now()
	c.Next()
	route := c.FullPath()
	if route == "" {
		route = "other"
	}
	requests.WithLabelValues(route, knownMethod(c.Request.Method), strconv.Itoa(c.Writer.Status())).Observe(
		time.Since(start).Seconds())
}

// knownMethod keeps the number of series bounded: anybody may send any word as method.
func knownMethod(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch,
		http.MethodDelete, http.MethodOptions:
		return method
	}
	return "other"
}

// csp lets the page load from itself only. blob: is for the preview of a letter in a frame. Signing out is a form whose
// answer leads to the login provider, and browsers apply form-action to redirects too.
const csp = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; " +
	"frame-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'; form-action 'self'"

// policy ends with form-action, to which the login providers are added.
func (h *handlers) policy(csp string) string {
	return strings.TrimRight(csp+" "+h.Staff.LogoutOrigin()+" "+h.Applicants.LogoutOrigin(), " ")
}

func (h *handlers) securityHeaders(c *gin.Context) {
	hd := c.Writer.Header()
	// the office's clock: pages go by it, whatever the clock of a desk says
	hd.Set("Date", h.svc.DB.Now().Format(http.TimeFormat))
	hd.Set("Content-Security-Policy", h.policy(csp))
	hd.Set("X-Content-Type-Options", "nosniff")
	hd.Set("Referrer-Policy", "same-origin")
	hd.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
	hd.Set("Cross-Origin-Opener-Policy", "same-origin")
	c.Next()
}
