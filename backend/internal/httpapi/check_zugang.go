package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/anbindung"
	"kontor/backend/internal/service/posteingang"
)

// CheckZugang GET /api/v1/zugaenge/{id}/pruefung
func (h *handlers) CheckZugang(c *gin.Context, id api.Id) {
	punkte, bereit, err := h.svc.Anbindung.CheckZugang(c.Request.Context(), actorOf(c), id)
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"bereit": bereit, "punkte": list(punkte, func(p anbindung.Pruefpunkt) gin.H {
		out := gin.H{"art": p.Art, "zustand": p.Zustand}
		if p.Name != "" {
			out["name"] = p.Name
		}
		if p.Ziel != "" {
			out["ziel"] = p.Ziel
		}
		return out
	})})
}

// TestZugang POST /api/v1/zugaenge/{id}/testlieferung
func (h *handlers) TestZugang(c *gin.Context, id api.Id) {
	t, err := h.svc.Anbindung.TestZugang(c.Request.Context(), actorOf(c), id)
	if err != nil {
		h.problem(c, err)
		return
	}
	out := gin.H{"erfolg": t.Erfolg, "referenz": t.Referenz, "antwort": t.Antwort, "schritte": list(t.Schritte, func(s posteingang.Testschritt) gin.H {
		return gin.H{"art": s.Art, "gut": s.Gut, "text": s.Text}
	})}
	if t.Grund != "" {
		out["grund"], out["detail"] = t.Grund, t.Detail
	}
	c.JSON(http.StatusOK, out)
}
