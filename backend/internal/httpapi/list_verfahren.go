package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kontor/adapters"
	"kontor/backend/internal/service/anbindung"
	"kontor/workflow"
)

// ListVerfahren GET /api/v1/verfahren
func (h *handlers) ListVerfahren(c *gin.Context) {
	defs, err := h.svc.Vorgang.ListVerfahren(c.Request.Context(), actorOf(c))
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"verfahren": list(defs, func(d *workflow.Definition) gin.H {
		return gin.H{"name": d.Name, "stand": d.Version, "titel": d.Meta.Titel, "kurz": d.Meta.Kurz, "leika": list(d.Meta.Leika, same[string]), "einheit": d.Meta.Einheit,
			"daten": list(d.Meta.Daten, func(x workflow.Datum) gin.H { return gin.H{"name": x.Name, "label": x.Label, "typ": x.Typ} }),
			"unterlagen": list(d.Meta.Unterlagen, func(u workflow.Unterlage) gin.H {
				return gin.H{"kennung": u.Kennung, "titel": u.Titel}
			})}
	})})
}

// ListAdapter GET /api/v1/adapter
func (h *handlers) ListAdapter(c *gin.Context) {
	rows, err := h.svc.Anbindung.ListAdapter(c.Request.Context(), actorOf(c))
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"adapter": list(rows, func(a anbindung.Adapterzeile) gin.H {
		return gin.H{"name": a.Name, "abholung": a.Abholung, "einstellungen": list(a.Einstellungen, einstellung)}
	})})
}

func einstellung(s adapters.Setting) gin.H {
	out := gin.H{"name": s.Name, "label": s.Label, "hilfe": s.Hilfe, "art": s.Art, "werte": list(s.Werte, same[string]), "vorgabe": s.Vorgabe, "pflicht": s.Pflicht,
		"abholung": s.Abholung, "geheim": s.Geheim}
	if s.Wenn != nil {
		out["wenn"] = gin.H{"name": s.Wenn.Name, "werte": list(s.Wenn.Werte, same[string])}
	}
	return out
}
