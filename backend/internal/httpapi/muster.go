package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/store"
)

func (h *handlers) answerMuster(c *gin.Context, code int, m *store.Muster, err error) {
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(code, muster(m))
}

// UploadMuster POST /api/v1/muster
func (h *handlers) UploadMuster(c *gin.Context, p api.UploadMusterParams) {
	m, err := h.svc.Anbindung.UploadMuster(c.Request.Context(), actorOf(c), p.Zugang, p.Dateiname, c.Request.Body)
	h.answerMuster(c, http.StatusCreated, m, err)
}

// CopyMuster POST /api/v1/muster/eingang
func (h *handlers) CopyMuster(c *gin.Context) {
	var in api.CopyMusterJSONBody
	if h.bind(c, &in) {
		m, err := h.svc.Anbindung.CopyMuster(c.Request.Context(), actorOf(c), in.Eingang)
		h.answerMuster(c, http.StatusCreated, m, err)
	}
}

// GetMuster GET /api/v1/muster/{id}
func (h *handlers) GetMuster(c *gin.Context, id api.Id) {
	m, err := h.svc.Anbindung.GetMuster(c.Request.Context(), actorOf(c), id)
	h.answerMuster(c, http.StatusOK, m, err)
}

// DeleteMuster DELETE /api/v1/muster/{id}
func (h *handlers) DeleteMuster(c *gin.Context, id api.Id) {
	if err := h.svc.Anbindung.DeleteMuster(c.Request.Context(), actorOf(c), id); err != nil {
		h.problem(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}

// GetZustaendigkeit GET /api/v1/zustaendigkeit
func (h *handlers) GetZustaendigkeit(c *gin.Context) {
	z, err := h.svc.Anbindung.GetZustaendigkeit(c.Request.Context(), actorOf(c))
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, zustaendigkeit(z))
}

// UpdateZustaendigkeit PUT /api/v1/zustaendigkeit
func (h *handlers) UpdateZustaendigkeit(c *gin.Context) {
	var in struct {
		Version int                             `json:"version"`
		Regeln  []casework.Zustaendigkeitsregel `json:"regeln"`
	}
	if !h.bind(c, &in) {
		return
	}
	z, err := h.svc.Anbindung.UpdateZustaendigkeit(c.Request.Context(), actorOf(c), in.Version, in.Regeln)
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, zustaendigkeit(z))
}
