package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kontor/backend/internal/store"
)

// ListAlarme GET /api/v1/alarme
func (h *handlers) ListAlarme(c *gin.Context) {
	rows, err := h.svc.Posteingang.ListAlarme(c.Request.Context(), actorOf(c))
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"alarme": list(rows, func(a store.Alarm) gin.H {
		return gin.H{"id": a.ID, "art": a.Art, "zugang": a.Zugang, "zugangName": a.ZugangName, "seit": a.Seit, "gemeldetAm": a.GemeldetAm, "beendetAm": a.BeendetAm, "fehler": a.Fehler}
	})})
}
