package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"
	openapi_types "github.com/oapi-codegen/runtime/types"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

func neuerBescheid(in api.BescheidNeu) casework.Bescheid {
	b := casework.Bescheid{Ergebnis: casework.Ergebnis(in.Ergebnis), Begruendung: in.Begruendung, Auflagen: in.Auflagen, GebuehrCent: int64(in.Gebuehr), Kanal: string(in.Kanal)}
	return b
}

// CreateBescheid POST …/bescheid
func (h *handlers) CreateBescheid(c *gin.Context, id api.Id) {
	var in api.BescheidNeu
	if h.bind(c, &in) {
		h.after(c, id, http.StatusCreated, h.svc.Bescheid.CreateBescheid(c.Request.Context(), actorOf(c), id, in.Version, neuerBescheid(in)))
	}
}

// PreviewBescheid POST …/bescheid/vorschau
func (h *handlers) PreviewBescheid(c *gin.Context, id api.Id) {
	var in api.BescheidNeu
	if !h.bind(c, &in) {
		return
	}
	pdf, err := h.svc.Bescheid.PreviewBescheid(c.Request.Context(), actorOf(c), id, neuerBescheid(in))
	if err != nil {
		h.problem(c, err)
		return
	}
	c.Data(http.StatusOK, "application/pdf", pdf)
}

// PostBescheid POST …/bescheid/{bescheidId}/postaufgabe
func (h *handlers) PostBescheid(c *gin.Context, id api.Id, bescheidID openapi_types.UUID) {
	var in api.PostBescheidJSONBody
	if h.bind(c, &in) {
		bestaetigt := list(in.Bestaetigt, func(x api.PostBescheidJSONBodyBestaetigt) string { return string(x) })
		h.after(c, id, http.StatusOK, h.svc.Bescheid.PostBescheid(c.Request.Context(), actorOf(c), id, bescheidID, in.Version, in.AufgegebenAm.Time, bestaetigt...))
	}
}
