package httpapi

import (
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/anbindung"
)

// answerZuordnung answers with a mapping as it stands now.
func (h *handlers) answerZuordnung(c *gin.Context, code int, k *anbindung.Zuordnungsakte, err error) {
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(code, zuordnung(k))
}

// CreateZuordnung POST /api/v1/zuordnungen
func (h *handlers) CreateZuordnung(c *gin.Context) {
	var in api.CreateZuordnungJSONBody
	if h.bind(c, &in) {
		k, err := h.svc.Anbindung.CreateZuordnung(c.Request.Context(), actorOf(c), in.Zugang, in.Formular, in.Version)
		h.answerZuordnung(c, http.StatusCreated, k, err)
	}
}

// ImportZuordnung POST /api/v1/zuordnungen/datei
func (h *handlers) ImportZuordnung(c *gin.Context, p api.ImportZuordnungParams) {
	raw, err := io.ReadAll(io.LimitReader(c.Request.Body, anbindung.MaxZuordnungsdatei+1))
	if err != nil {
		h.problem(c, badRequest(err))
		return
	}
	k, err := h.svc.Anbindung.ImportZuordnung(c.Request.Context(), actorOf(c), p.Zugang, raw)
	h.answerZuordnung(c, http.StatusCreated, k, err)
}

// GetZuordnung GET /api/v1/zuordnungen/{id}
func (h *handlers) GetZuordnung(c *gin.Context, id api.Id) {
	k, err := h.svc.Anbindung.GetZuordnung(c.Request.Context(), actorOf(c), id)
	h.answerZuordnung(c, http.StatusOK, k, err)
}

// UpdateZuordnung PUT /api/v1/zuordnungen/{id}
func (h *handlers) UpdateZuordnung(c *gin.Context, id api.Id) {
	var in struct {
		Stand  int                `json:"stand"`
		Inhalt casework.Zuordnung `json:"inhalt"`
	}
	if h.bind(c, &in) {
		k, err := h.svc.Anbindung.UpdateZuordnung(c.Request.Context(), actorOf(c), id, in.Stand, in.Inhalt)
		h.answerZuordnung(c, http.StatusOK, k, err)
	}
}

// DeleteZuordnung DELETE /api/v1/zuordnungen/{id}
func (h *handlers) DeleteZuordnung(c *gin.Context, id api.Id) {
	if err := h.svc.Anbindung.DeleteZuordnung(c.Request.Context(), actorOf(c), id); err != nil {
		h.problem(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}

// ActivateZuordnung POST /api/v1/zuordnungen/{id}/aktivierung
func (h *handlers) ActivateZuordnung(c *gin.Context, id api.Id) {
	var in api.ActivateZuordnungJSONBody
	if h.bind(c, &in) {
		k, err := h.svc.Anbindung.ActivateZuordnung(c.Request.Context(), actorOf(c), id, in.Stand, in.Bestaetigt)
		h.answerZuordnung(c, http.StatusOK, k, err)
	}
}

// ExportZuordnung GET /api/v1/zuordnungen/{id}/datei
func (h *handlers) ExportZuordnung(c *gin.Context, id api.Id) {
	z, raw, err := h.svc.Anbindung.ExportZuordnung(c.Request.Context(), actorOf(c), id)
	if err != nil {
		h.problem(c, err)
		return
	}
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>| `, r) {
			return '-'
		}
		return r
	}, z.Inhalt.Formular+"_"+z.Inhalt.Version)
	c.Header("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": strings.TrimSuffix(name, "_") + ".yaml"}))
	c.Data(http.StatusOK, "application/yaml", raw)
}

// UploadSchema POST /api/v1/zuordnungen/{id}/schema
func (h *handlers) UploadSchema(c *gin.Context, id api.Id, p api.UploadSchemaParams) {
	k, err := h.svc.Anbindung.UploadSchema(c.Request.Context(), actorOf(c), id, p.Stand, c.Request.Body)
	h.answerZuordnung(c, http.StatusOK, k, err)
}

// SuggestZuordnung GET /api/v1/zuordnungen/{id}/vorschlaege
func (h *handlers) SuggestZuordnung(c *gin.Context, id api.Id, p api.SuggestZuordnungParams) {
	out, err := h.svc.Anbindung.SuggestZuordnung(c.Request.Context(), actorOf(c), id, p.Muster)
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"vorschlaege": list(out, func(v casework.Vorschlag) gin.H {
		return gin.H{"ziel": v.Ziel, "pfad": v.Pfad, "grund": v.Grund, "sicher": v.Sicher}
	})})
}

// TryZuordnung POST /api/v1/zuordnungen/{id}/probelauf
func (h *handlers) TryZuordnung(c *gin.Context, id api.Id) {
	var in struct {
		Muster uuid.UUID          `json:"muster"`
		Inhalt casework.Zuordnung `json:"inhalt"`
	}
	if !h.bind(c, &in) {
		return
	}
	p, err := h.svc.Anbindung.TryZuordnung(c.Request.Context(), actorOf(c), id, in.Muster, in.Inhalt)
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, probelauf(p))
}

// CompareZuordnung GET /api/v1/zuordnungen/{id}/vergleich
func (h *handlers) CompareZuordnung(c *gin.Context, id api.Id, p api.CompareZuordnungParams) {
	v, err := h.svc.Anbindung.CompareZuordnung(c.Request.Context(), actorOf(c), id, p.Muster)
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, formularvergleich(v))
}

// CheckZuordnung GET /api/v1/zuordnungen/{id}/pruefung
func (h *handlers) CheckZuordnung(c *gin.Context, id api.Id) {
	p, err := h.svc.Anbindung.CheckZuordnung(c.Request.Context(), actorOf(c), id)
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, zuordnungspruefung(p))
}

// ListFormulare GET /api/v1/zugaenge/{id}/formulare
func (h *handlers) ListFormulare(c *gin.Context, id api.Id) {
	rows, err := h.svc.Anbindung.ListFormulare(c.Request.Context(), actorOf(c), id)
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"formulare": list(rows, func(f anbindung.Formularzeile) gin.H {
		return gin.H{"formular": f.Formular, "version": f.Version, "titel": f.Titel, "anzahl": f.Anzahl, "geaendert": f.Geaendert, "zuletztAm": f.ZuletztAm,
			"verfahren": f.Verfahren, "aktiv": f.Aktiv, "entwurf": f.Entwurf}
	})})
}
