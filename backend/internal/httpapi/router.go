// Package httpapi says how Kontor is reached: the door of the contract's operations (package operations), intake, login
// and the browser app. No rule and no SQL. It is the only home of gin.
package httpapi

import (
	"compress/gzip"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"regexp"
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"
	"github.com/klauspost/compress/gzhttp"

	"kontor/backend/internal/auth"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/httpapi/operations"
	"kontor/backend/internal/live"
	"kontor/backend/internal/service/services"
)

// Options is what the wiring hands over.
type Options struct {
	Services   *services.All
	Staff      *auth.Provider
	Applicants *auth.Provider
	Hub        *live.Hub
	Mandant    uuid.UUID // tenant that logins belong to
	Adresse    string    // public URL without trailing slash
	Frontend   fs.FS     // built browser app
	Log        *slog.Logger
	Proxies    []netip.Prefix // whose X-Forwarded-For is believed

	// ZertifikatKopfzeile is the header in which Proxies say which client certificate they saw; "" = none is believed.
	ZertifikatKopfzeile string
}

type handlers struct {
	Options
	*contract
	svc     *services.All
	limits  *limiter
	pages   map[string]int64 // "POST /antragsraum/seiten/…" → bytes a body may have
	formats sync.Map         // name of a Zugang → its adapters.Adapter, for the time without a database
}

// contract is what docs/api/openapi.yaml demands of requests.
type contract struct {
	spec     []byte
	rechte   map[string]casework.Recht // "GET /api/v1/vorgaenge/:id" → x-recht
	bodies   map[string]int64          // the same keys → bytes a body may have
	validate func(*gin.Context) error
}

// New builds the HTTP surface.
func New(o Options) (http.Handler, error) {
	demands, err := readContract()
	if err != nil {
		return nil, err
	}
	h := &handlers{Options: o, contract: demands, svc: o.Services, limits: newLimiter(), pages: map[string]int64{}}
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	r.HandleMethodNotAllowed = true
	r.MaxMultipartMemory = 1 << 20
	if err := r.SetTrustedProxies(prefixes(o.Proxies)); err != nil {
		return nil, fmt.Errorf("trusted proxies: %w", err)
	}
	r.Use(h.observe, h.recover, h.securityHeaders, h.limitBody, h.checkText)
	h.contractRoutes(r)
	r.GET("/api/v1/openapi.json", func(c *gin.Context) { c.Data(http.StatusOK, "application/json", h.spec) })
	r.GET(livePath, h.authenticate, h.serveLive)
	h.loginRoutes(r)
	h.intakeRoutes(r)
	h.operatorRoutes(r)
	if err := h.browserRoutes(r); err != nil {
		return nil, err
	}
	r.NoMethod(func(c *gin.Context) {
		h.problem(c, &casework.Error{Code: casework.Invalid, Reason: "method_not_allowed"})
	})
	compress, err := gzhttp.NewWrapper(gzhttp.ContentTypes(compressed), gzhttp.CompressionLevel(gzip.BestSpeed),
		gzhttp.EnableZstd(false),
		gzhttp.RandomJitter(32, 0, false)) // nobody learns from a length what an answer repeats of his input (BREACH)
	if err != nil {
		return nil, fmt.Errorf("compression: %w", err)
	}
	return http.NewCrossOriginProtection().Handler(compress(r)), nil
}

// compressed are the answers worth it; files of the app are compressed when it is built, documents are as they are.
var compressed = []string{"application/json", "application/problem+json", "text/csv"}

// contractRoutes are the operations of the contract, behind its door. Whatever fails ends as a problem.
func (h *handlers) contractRoutes(r *gin.Engine) {
	acts, around := operations.Operations{Services: h.svc}, []api.StrictMiddlewareFunc{h.vouch}
	answers := api.NewStrictHandlerWithOptions(acts, around, api.StrictGinServerOptions{
		RequestErrorHandlerFunc:  func(c *gin.Context, err error) { h.problem(c, casework.Malformed(err)) },
		HandlerErrorFunc:         h.problem,
		ResponseErrorHandlerFunc: h.brokenAnswer,
	})
	api.RegisterHandlersWithOptions(r, answers, api.GinServerOptions{
		Middlewares:  []api.MiddlewareFunc{h.recognise, h.check},
		ErrorHandler: func(c *gin.Context, err error, _ int) { h.problem(c, badParameter(err)) },
	})
}

// brokenAnswer: what fails before the first byte is a problem like any other. After it the browser must see a broken
// download, not half a file.
func (h *handlers) brokenAnswer(c *gin.Context, err error) {
	if !c.Writer.Written() {
		h.problem(c, err)
		return
	}
	h.Log.Error("answer broke off", "route", c.FullPath(), "error", err)
	panic(http.ErrAbortHandler)
}

func prefixes(p []netip.Prefix) []string {
	out := make([]string, len(p))
	for i := range p {
		out[i] = p[i].String()
	}
	return out
}

var braces = regexp.MustCompile(`\{([^}]+)\}`)

// route is how gin names an operation of the contract.
func route(method, path string) string { return method + " " + braces.ReplaceAllString(path, ":$1") }

// readContract takes rights and request schemas from the contract, once a process. An operation without x-recht, or one
// of the Antragsraum without x-niveau, stops the start: nobody may forget it.
var readContract = sync.OnceValues(func() (*contract, error) {
	spec, err := api.GetSpec()
	if err != nil {
		return nil, fmt.Errorf("read the contract: %w", err)
	}
	out := &contract{rechte: map[string]casework.Recht{}, bodies: map[string]int64{}}
	if out.spec, err = api.GetSpecJSON(); err != nil {
		return nil, fmt.Errorf("read the contract: %w", err)
	}
	for path, item := range spec.Paths.Map() {
		for method, op := range item.Operations() {
			recht, ok := op.Extensions["x-recht"].(string)
			if !ok {
				return nil, fmt.Errorf("%s has no x-recht", op.OperationID)
			}
			if err := checkBedarf(op); err != nil {
				return nil, err
			}
			r := route(method, path)
			out.rechte[r], out.bodies[r] = casework.Recht(recht), bodyOf(op)
		}
	}
	out.validate, err = validator(spec)
	return out, err
})

// check refuses what the contract forbids: a missing right, a malformed request.
func (h *handlers) check(c *gin.Context) {
	recht, ok := h.rechte[c.Request.Method+" "+c.FullPath()]
	if !ok {
		h.problem(c, fmt.Errorf("no right for %s", c.FullPath()))
		return
	}
	if err := actorOf(c).Must(recht); err != nil {
		h.problem(c, err)
		return
	}
	if err := h.validate(c); err != nil {
		h.problem(c, err)
	}
}

func (h *handlers) operatorRoutes(r *gin.Engine) {
	r.GET("/healthz", func(c *gin.Context) { c.String(http.StatusOK, "ok") })
	r.GET("/readyz", func(c *gin.Context) {
		if err := h.svc.DB.Ping(c.Request.Context()); err != nil {
			c.String(http.StatusServiceUnavailable, "database")
			return
		}
		if err := h.svc.DB.CheckSchema(c.Request.Context()); err != nil {
			c.String(http.StatusServiceUnavailable, "schema")
			return
		}
		if err := h.svc.Blobs.Ping(c.Request.Context()); err != nil {
			c.String(http.StatusServiceUnavailable, "storage")
			return
		}
		c.String(http.StatusOK, "ready")
	})
	r.GET("/metrics", h.metrics())
}
