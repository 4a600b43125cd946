package httpapi

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"
	openapi_types "github.com/oapi-codegen/runtime/types"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

type bucheintragView struct {
	ID                  uuid.UUID  `json:"id"`
	Referenz            string     `json:"referenz"`
	EmpfangenAm         time.Time  `json:"empfangenAm"`
	Zugang              uuid.UUID  `json:"zugang"`
	ZugangName          string     `json:"zugangName"`
	Adapter             string     `json:"adapter"`
	Weg                 string     `json:"weg"`
	Groesse             int64      `json:"groesse"`
	SHA256              string     `json:"sha256"`
	Zustand             string     `json:"zustand"`
	Grund               string     `json:"grund"`
	Antwort             int        `json:"antwort"`
	Kennung             string     `json:"kennung"`
	Formular            string     `json:"formular"`
	Version             string     `json:"version"`
	VorgangID           *uuid.UUID `json:"vorgangId"`
	Vorgangsnummer      string     `json:"vorgangsnummer"`
	RohdatenGeloeschtAm *time.Time `json:"rohdatenGeloeschtAm"`
}

func bucheintrag(r store.Bucheintrag) bucheintragView {
	return bucheintragView{r.ID, posteingang.Referenz(r.ID), r.EmpfangenAm, r.Zugang, r.ZugangName, r.Adapter, r.Weg, r.Groesse, r.SHA256, r.Zustand, r.Grund, r.Antwort, r.Kennung,
		r.Formular, r.FormularVersion, r.Vorgang, r.Vorgangsnummer, r.RohdatenGeloeschtAm}
}

const buchSeite = 50

// ListPoststellenbuch GET /api/v1/poststellenbuch
func (h *handlers) ListPoststellenbuch(c *gin.Context, p api.ListPoststellenbuchParams) {
	f := buchfilter(p.Zugang, p.Zustand, p.Formular, p.Von, p.Bis, p.Suche)
	var err error
	if f.Nach, err = nachID(p.Nach); err != nil {
		h.problem(c, err)
		return
	}
	f.Anzahl = buchSeite + 1
	rows, err := h.svc.Posteingang.ListPoststellenbuch(c.Request.Context(), actorOf(c), f)
	if err != nil {
		h.problem(c, err)
		return
	}
	var next *string
	if len(rows) > buchSeite {
		rows = rows[:buchSeite]
		s := rows[buchSeite-1].ID.String()
		next = &s
	}
	c.JSON(http.StatusOK, gin.H{"eingaenge": list(rows, bucheintrag), "nach": next})
}

// ExportPoststellenbuch GET /api/v1/poststellenbuch/datei
func (h *handlers) ExportPoststellenbuch(c *gin.Context, p api.ExportPoststellenbuchParams) {
	name, write, err := h.svc.Posteingang.ExportPoststellenbuch(c.Request.Context(), actorOf(c), buchfilter(p.Zugang, p.Zustand, p.Formular, p.Von, p.Bis, p.Suche))
	if err != nil {
		h.problem(c, err)
		return
	}
	h.stream(c, &firstByte{c: c, name: name, contentType: "text/csv; charset=utf-8"}, write)
}

func buchfilter(zugang openapi_types.UUID, zustand api.EingangZustand, formular string, von, bis openapi_types.Date, suche string) store.Buchfilter {
	f := store.Buchfilter{Zugang: optional(zugang), Zustand: string(zustand), Formular: formular, Suche: suche}
	if !von.IsZero() {
		f.Von = casework.TagBeginn(von.Time)
	}
	if !bis.IsZero() {
		f.Bis = casework.TagBeginn(bis.AddDate(0, 0, 1))
	}
	return f
}

// nachID reads the keyset position of a list by id.
func nachID(nach string) (*uuid.UUID, error) {
	if nach == "" {
		return nil, nil
	}
	id, err := uuid.Parse(nach)
	if err != nil {
		return nil, casework.FailField("nach", "unknown")
	}
	return &id, nil
}
