package httpapi

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/store"
)

type klaerfallView struct {
	ID               uuid.UUID  `json:"id"`
	Zugang           string     `json:"zugang"`
	Adapter          string     `json:"adapter"`
	EingangAm        time.Time  `json:"eingangAm"`
	Groesse          int64      `json:"groesse"`
	SHA256           string     `json:"sha256"`
	Grund            string     `json:"grund"`
	Detail           string     `json:"detail"`
	Kennung          string     `json:"kennung,omitempty"`
	KonfliktMit      string     `json:"konfliktMit,omitempty"`
	Zustand          string     `json:"zustand"`
	Versuche         int        `json:"versuche"`
	LetzterVersuchAm *time.Time `json:"letzterVersuchAm,omitempty"`
	VorgangID        *uuid.UUID `json:"vorgangId,omitempty"`
	Vorgangsnummer   string     `json:"vorgangsnummer,omitempty"`
	Rohdaten         string     `json:"rohdaten,omitempty"`
}

func klaerfall(e store.Eingang) klaerfallView {
	zustand := "erledigt"
	if e.Zustand == store.EingangKlaerfall {
		zustand = "offen"
	}
	return klaerfallView{ID: e.ID, Zugang: e.ZugangName, Adapter: e.Adapter, EingangAm: e.EmpfangenAm, Groesse: e.Groesse, SHA256: e.SHA256, Grund: e.Grund,
		Detail: e.Detail, Kennung: e.Kennung, KonfliktMit: value(e.KonfliktNummer), Zustand: zustand, Versuche: e.Versuche, LetzterVersuchAm: e.VersuchtAm,
		VorgangID: e.Vorgang, Vorgangsnummer: value(e.Vorgangsnummer)}
}

const klaerfallSeite = 50

// ListKlaerfaelle GET /api/v1/klaerfaelle
func (h *handlers) ListKlaerfaelle(c *gin.Context, p api.ListKlaerfaelleParams) {
	nach, err := nachID(p.Nach)
	if err != nil {
		h.problem(c, err)
		return
	}
	rows, err := h.svc.ListKlaerfaelle(c.Request.Context(), actorOf(c), nach, p.Erledigt != nil && *p.Erledigt, klaerfallSeite+1)
	if err != nil {
		h.problem(c, err)
		return
	}
	var next *string
	if len(rows) > klaerfallSeite {
		rows = rows[:klaerfallSeite]
		s := rows[klaerfallSeite-1].ID.String()
		next = &s
	}
	c.JSON(http.StatusOK, gin.H{"klaerfaelle": list(rows, klaerfall), "nach": next})
}

// GetKlaerfall GET /api/v1/klaerfaelle/{id}
func (h *handlers) GetKlaerfall(c *gin.Context, id api.Id) {
	e, roh, err := h.svc.GetKlaerfall(c.Request.Context(), actorOf(c), id)
	if err != nil {
		h.problem(c, err)
		return
	}
	v := klaerfall(*e)
	v.Rohdaten = roh
	c.JSON(http.StatusOK, v)
}

// RetryKlaerfall POST /api/v1/klaerfaelle/{id}/wiederholung
func (h *handlers) RetryKlaerfall(c *gin.Context, id api.Id) {
	e, err := h.svc.RetryKlaerfall(c.Request.Context(), actorOf(c), id)
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, klaerfall(*e))
}
