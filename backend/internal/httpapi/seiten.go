package httpapi

import (
	"net/http"
	"path"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/operations"
	"kontor/backend/internal/httpapi/seiten"
)

// pages are the Antragsraum without script (package seiten), behind a door of their own: it is the app's, and says in
// words what the app is told in problems.
type pages struct {
	*handlers
	*seiten.Seiten
}

// pageCSP: a page runs nothing and loads its stylesheet with its fonts.
const pageCSP = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; " +
	"frame-ancestors 'none'; form-action 'self'"

func (h *handlers) pageRoutes(r *gin.Engine, stylesheet string) pages {
	p := pages{h, &seiten.Seiten{Operations: operations.Operations{Services: h.svc}, Stylesheet: stylesheet}}
	for _, w := range seiten.Wege() {
		h.pages[w.Method+" "+w.Pfad] = w.Body
		r.Handle(w.Method, w.Pfad, func(c *gin.Context) { p.serve(c, w.Act) })
	}
	return p
}

// stylesheetOf is the address of the one stylesheet of the pages, whose name carries a hash.
func stylesheetOf(assets map[string]asset) string {
	for name := range assets {
		if ok, _ := path.Match("assets/seiten-*.css", name); ok {
			return "/" + name
		}
	}
	return ""
}

// serve lets in who is signed in. Whatever fails before the first byte is answered with a page.
func (p pages) serve(c *gin.Context, act seiten.Act) {
	c.Header("Content-Security-Policy", p.policy(pageCSP))
	c.Header("Cache-Control", "no-store")
	b := &seiten.Besuch{W: c.Writer, R: c.Request, Fault: func(err error) seiten.Fault { return p.said(c, err) }}
	if seiten.Visit(b) {
		return
	}
	s, a, err := p.usedSession(c, applicantCookie)
	if err != nil {
		a = casework.Actor{Mandant: p.Mandant}
	}
	b.Actor, b.Signed = a, err == nil
	admit(c, a, s)
	if err == nil {
		err = idsOf(c, b)
	}
	if err == nil {
		err = act(p.Seiten, c, b)
	}
	if err != nil && !c.Writer.Written() {
		err = p.Refuse(c, b, b.Fault(err), "")
	}
	if err != nil {
		p.brokenAnswer(c, err)
	}
}

// idsOf reads the ids of an address. What is none belongs to nobody.
func idsOf(c *gin.Context, b *seiten.Besuch) error {
	for name, into := range map[string]*uuid.UUID{"id": &b.ID, "objekt": &b.Objekt} {
		if text := c.Param(name); text != "" {
			id, err := uuid.Parse(text)
			if err != nil {
				return casework.Fail(casework.NotFound, "not_found")
			}
			*into = id
		}
	}
	return nil
}

func (p pages) said(c *gin.Context, err error) seiten.Fault {
	e, code, ref := p.fault(c, err)
	return seiten.Fault{Status: code, Code: string(e.Code), Reason: e.Reason, Fields: e.Fields,
		Kennzeichen: "urn:kontor:reference:" + ref}
}

// unknown answers what has no route and is of the pages: an address nobody knows below theirs, and one of the app that
// a browser without script has asked for (antragsraum.html).
func (p pages) unknown(c *gin.Context) bool {
	at := c.Request.URL.Path
	switch {
	case strings.HasPrefix(at, seiten.Pfad+"/"):
		p.serve(c, (*seiten.Seiten).Unknown)
	case pageOf(at) == "antragsraum.html" && c.Request.URL.Query().Has("ohne-skript"):
		c.Redirect(http.StatusFound, seiten.PageOf(at))
	default:
		return false
	}
	return true
}
