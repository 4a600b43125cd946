package httpapi

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

type klaerfallView struct {
	ID               uuid.UUID       `json:"id"`
	Referenz         string          `json:"referenz"`
	Zugang           string          `json:"zugang"`
	ZugangID         uuid.UUID       `json:"zugangId"`
	Adapter          string          `json:"adapter"`
	EingangAm        time.Time       `json:"eingangAm"`
	Groesse          int64           `json:"groesse"`
	SHA256           string          `json:"sha256"`
	Grund            string          `json:"grund"`
	Detail           string          `json:"detail"`
	Formular         string          `json:"formular"`
	Kennung          string          `json:"kennung,omitempty"`
	KonfliktMit      string          `json:"konfliktMit,omitempty"`
	Zustand          string          `json:"zustand"`
	Ueberfaellig     bool            `json:"ueberfaellig"`
	Verwerfung       *verwerfungView `json:"verwerfung,omitempty"`
	Versuche         int             `json:"versuche"`
	LetzterVersuchAm *time.Time      `json:"letzterVersuchAm,omitempty"`
	VorgangID        *uuid.UUID      `json:"vorgangId,omitempty"`
	Vorgangsnummer   string          `json:"vorgangsnummer,omitempty"`
	Rohdaten         string          `json:"rohdaten,omitempty"`
}

type verwerfungView struct {
	Grund         string    `json:"grund"`
	VonName       string    `json:"vonName"`
	Am            time.Time `json:"am"`
	FreigabeName  string    `json:"freigabeName,omitempty"`
	DarfFreigeben bool      `json:"darfFreigeben"`
}

func klaerfall(k posteingang.Klaerfall) klaerfallView {
	v := klaerfallView{ID: k.ID, Referenz: posteingang.Referenz(k.ID), Zugang: k.ZugangName, ZugangID: k.Eingang.Zugang, Adapter: k.Adapter, EingangAm: k.EmpfangenAm,
		Groesse: k.Groesse, SHA256: k.SHA256, Grund: k.Grund, Detail: k.Detail, Formular: k.Formular, Kennung: k.Kennung, KonfliktMit: value(k.KonfliktNummer),
		Zustand: "erledigt", Ueberfaellig: k.Ueberfaellig, Versuche: k.Versuche, LetzterVersuchAm: k.VersuchtAm, VorgangID: k.Vorgang, Vorgangsnummer: value(k.Vorgangsnummer)}
	switch k.Eingang.Zustand {
	case store.EingangKlaerfall:
		v.Zustand = "offen"
	case store.EingangVerworfen:
		v.Zustand = "verworfen"
	}
	if k.VerwerfenAm != nil && v.Zustand != "erledigt" {
		v.Verwerfung = &verwerfungView{k.VerwerfenGrund, value(k.VerwerfenName), *k.VerwerfenAm, value(k.VerworfenName), k.DarfFreigeben}
	}
	return v
}

const klaerfallSeite = 50

// ListKlaerfaelle GET /api/v1/klaerfaelle
func (h *handlers) ListKlaerfaelle(c *gin.Context, p api.ListKlaerfaelleParams) {
	nach, err := nachID(p.Nach)
	if err != nil {
		h.problem(c, err)
		return
	}
	f := store.Klaerfilter{Zugang: optional(p.Zugang), Grund: p.Grund, Erledigt: p.Erledigt, Nach: nach, Anzahl: klaerfallSeite + 1}
	rows, err := h.svc.Posteingang.ListKlaerfaelle(c.Request.Context(), actorOf(c), f)
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
	k, roh, err := h.svc.Posteingang.GetKlaerfall(c.Request.Context(), actorOf(c), id)
	if err != nil {
		h.problem(c, err)
		return
	}
	v := klaerfall(*k)
	v.Rohdaten = roh
	c.JSON(http.StatusOK, v)
}

func (h *handlers) answerKlaerfall(c *gin.Context, k *posteingang.Klaerfall, err error) {
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, klaerfall(*k))
}

// RetryKlaerfall POST /api/v1/klaerfaelle/{id}/wiederholung
func (h *handlers) RetryKlaerfall(c *gin.Context, id api.Id) {
	k, err := h.svc.Posteingang.RetryKlaerfall(c.Request.Context(), actorOf(c), id)
	h.answerKlaerfall(c, k, err)
}

// AcceptKlaerfall POST /api/v1/klaerfaelle/{id}/vorgang
func (h *handlers) AcceptKlaerfall(c *gin.Context, id api.Id) {
	k, err := h.svc.Posteingang.AcceptKlaerfall(c.Request.Context(), actorOf(c), id)
	h.answerKlaerfall(c, k, err)
}

// DiscardKlaerfall POST /api/v1/klaerfaelle/{id}/verwerfung
func (h *handlers) DiscardKlaerfall(c *gin.Context, id api.Id) {
	var in api.DiscardKlaerfallJSONBody
	if h.bind(c, &in) {
		k, err := h.svc.Posteingang.DiscardKlaerfall(c.Request.Context(), actorOf(c), id, in.Grund)
		h.answerKlaerfall(c, k, err)
	}
}

// KeepKlaerfall DELETE /api/v1/klaerfaelle/{id}/verwerfung
func (h *handlers) KeepKlaerfall(c *gin.Context, id api.Id) {
	k, err := h.svc.Posteingang.KeepKlaerfall(c.Request.Context(), actorOf(c), id)
	h.answerKlaerfall(c, k, err)
}

// ConfirmKlaerfall POST /api/v1/klaerfaelle/{id}/verwerfung/freigabe
func (h *handlers) ConfirmKlaerfall(c *gin.Context, id api.Id) {
	k, err := h.svc.Posteingang.ConfirmKlaerfall(c.Request.Context(), actorOf(c), id)
	h.answerKlaerfall(c, k, err)
}

// ListKlaerfallArten GET /api/v1/klaerfaelle/arten
func (h *handlers) ListKlaerfallArten(c *gin.Context) {
	rows, err := h.svc.Posteingang.ListKlaerfallArten(c.Request.Context(), actorOf(c))
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"arten": list(rows, func(a store.KlaerfallArt) gin.H {
		return gin.H{"zugang": a.Zugang, "zugangName": a.ZugangName, "grund": a.Grund, "anzahl": a.Anzahl, "aeltesterAm": a.AeltesterAm}
	})})
}

// RetryKlaerfaelle POST /api/v1/klaerfaelle/wiederholung
func (h *handlers) RetryKlaerfaelle(c *gin.Context) {
	var in api.RetryKlaerfaelleJSONBody
	if !h.bind(c, &in) {
		return
	}
	n, err := h.svc.Posteingang.RetryKlaerfaelle(c.Request.Context(), actorOf(c), in.Zugang, in.Grund)
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusAccepted, gin.H{"anzahl": n})
}

// CompareKlaerfall GET /api/v1/klaerfaelle/{id}/vergleich
func (h *handlers) CompareKlaerfall(c *gin.Context, id api.Id) {
	v, err := h.svc.Posteingang.CompareKlaerfall(c.Request.Context(), actorOf(c), id)
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{
		"vorgangId": v.Erster.Vorgang, "vorgangsnummer": value(v.Erster.Vorgangsnummer), "empfangenAm": v.Erster.EmpfangenAm, "verdeckt": v.Verdeckt, "gleich": v.Gleich,
		"unterschiede": list(v.Unterschiede, func(u casework.Abweichung) gin.H {
			return gin.H{"pfad": u.Pfad, "label": u.Label, "vorher": u.Vorher, "nachher": u.Nachher}
		}),
	})
}
