package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/store"
	"kontor/backend/internal/version"
	"kontor/workflow"
)

type einheitView struct {
	Schluessel string `json:"schluessel"`
	Name       string `json:"name"`
}

func einheit(e store.Einheit) einheitView { return einheitView{e.Schluessel, e.Name} }

// GetIch GET /api/v1/ich
func (h *handlers) GetIch(c *gin.Context) {
	a := actorOf(c)
	ich, err := h.svc.Anmeldung.GetIch(c.Request.Context(), a)
	if err != nil {
		h.problem(c, err)
		return
	}
	v := version.Read()
	c.JSON(http.StatusOK, gin.H{"benutzer": a.Name, "name": a.Anzeige, "rollen": list(a.Rollen, func(r casework.Rolle) string { return string(r) }),
		"rechte": a.Rechte(), "einheiten": list(ich.Einheiten, einheit), "mandant": ich.Mandant.Name,
		"programm": api.Programm{Version: v.Number, Commit: v.Stand()}})
}

// ListEinheiten GET /api/v1/einheiten
func (h *handlers) ListEinheiten(c *gin.Context) {
	units, err := h.svc.Vorgang.ListEinheiten(c.Request.Context(), actorOf(c))
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"einheiten": list(units, einheit)})
}

// ListBenutzer GET /api/v1/benutzer
func (h *handlers) ListBenutzer(c *gin.Context, p api.ListBenutzerParams) {
	people, err := h.svc.Vorgang.ListBenutzer(c.Request.Context(), actorOf(c), p.Einheit)
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"benutzer": list(people, func(l store.Last) gin.H {
		return gin.H{"benutzer": l.Name, "name": l.Anzeige, "offen": l.Offen, "faelligDieseWoche": l.FaelligDieseWoche, "aeltester": l.Aeltester}
	})})
}

// GetVerfahren GET /api/v1/verfahren/{name}/{stand}
func (h *handlers) GetVerfahren(c *gin.Context, name, stand string) {
	d, err := h.svc.Vorgang.GetVerfahren(c.Request.Context(), actorOf(c), name, stand)
	if err != nil {
		h.problem(c, err)
		return
	}
	m := d.Meta
	c.JSON(http.StatusOK, gin.H{"name": d.Name, "stand": d.Version, "titel": m.Titel, "kurz": m.Kurz, "vertrauensniveau": m.Vertrauensniveau,
		"unterlagen": list(m.Unterlagen, func(u workflow.Unterlage) gin.H {
			return gin.H{"kennung": u.Kennung, "titel": u.Titel, "hinweis": u.Hinweis}
		}),
		"textbausteine": list(m.Textbausteine, func(t workflow.Textbaustein) gin.H {
			return gin.H{"kennung": t.Kuerzel, "titel": t.Titel, "text": t.Text}
		}),
		"gruende": list(m.Bescheid.Gruende, func(g workflow.Grund) gin.H {
			return gin.H{"kennung": g.Kennung, "titel": g.Titel, "text": g.Text, "ergebnis": list(g.Ergebnis, func(s string) string { return s })}
		}),
		"auflagen": list(m.Bescheid.Auflagen, func(x workflow.Auflage) gin.H {
			return gin.H{"kennung": x.Kennung, "titel": x.Titel, "text": x.Text}
		}),
		"gebuehrRechtsgrundlage": m.Bescheid.Gebuehr.Rechtsgrundlage, "rechtsbehelf": m.Rechtsbehelf.Belehrung})
}

// serveLive GET /api/v1/live: the WebSocket of one browser.
func (h *handlers) serveLive(c *gin.Context) {
	h.authenticate(c)
	if c.IsAborted() {
		return
	}
	h.Hub.Serve(c.Writer, c.Request, actorOf(c))
}
