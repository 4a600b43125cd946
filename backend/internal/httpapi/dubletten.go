package httpapi

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"
	openapi_types "github.com/oapi-codegen/runtime/types"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/store"
)

type dubletteView struct {
	ID             uuid.UUID       `json:"id"`
	Vorgangsnummer string          `json:"vorgangsnummer"`
	Titel          string          `json:"titel"`
	EingangAm      time.Time       `json:"eingangAm"`
	Status         casework.Status `json:"status"`
	Gruende        []string        `json:"gruende"`
}

func dublette(d store.Dublette) dubletteView {
	return dubletteView{d.ID, d.Vorgangsnummer, d.Titel, d.EingangAm, d.Status, d.Gruende}
}

// DenyDublette DELETE /api/v1/vorgaenge/{id}/dubletten/{anderer}
func (h *handlers) DenyDublette(c *gin.Context, id api.Id, anderer openapi_types.UUID) {
	h.after(c, id, http.StatusOK, h.svc.Vorgang.DenyDublette(c.Request.Context(), actorOf(c), id, anderer))
}
