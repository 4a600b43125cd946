package httpapi

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	openapi_types "github.com/oapi-codegen/runtime/types"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// AssignVorgang POST …/zuweisung: no `benutzer` = take it, null = return it.
func (h *handlers) AssignVorgang(c *gin.Context, id api.Id) {
	var in struct {
		Version  int             `json:"version"`
		Benutzer json.RawMessage `json:"benutzer"`
	}
	if !h.bind(c, &in) {
		return
	}
	a := actorOf(c)
	self := a.Name // a copy: decoding writes through the pointer
	an := &self
	if len(in.Benutzer) > 0 {
		if err := json.Unmarshal(in.Benutzer, &an); err != nil {
			h.problem(c, badRequest(err))
			return
		}
	}
	h.after(c, id, http.StatusOK, h.svc.Vorgang.AssignVorgang(c.Request.Context(), a, id, in.Version, an))
}

// AcceptVorgang POST …/annahme
func (h *handlers) AcceptVorgang(c *gin.Context, id api.Id) {
	var in api.Version
	if h.bind(c, &in) {
		h.after(c, id, http.StatusOK, h.svc.Vorgang.AcceptVorgang(c.Request.Context(), actorOf(c), id, in.Version))
	}
}

// RejectVorgang POST …/verwerfung
func (h *handlers) RejectVorgang(c *gin.Context, id api.Id) {
	var in api.VersionGrund
	if h.bind(c, &in) {
		h.after(c, id, http.StatusOK, h.svc.Vorgang.RejectVorgang(c.Request.Context(), actorOf(c), id, in.Version, in.Grund))
	}
}

// ForwardVorgang POST …/weiterleitung. Who forwards to a unit of others does not see the Vorgang any
// more; the answer then is 204.
func (h *handlers) ForwardVorgang(c *gin.Context, id api.Id) {
	var in api.ForwardVorgangJSONBody
	if !h.bind(c, &in) {
		return
	}
	err := h.svc.Vorgang.ForwardVorgang(c.Request.Context(), actorOf(c), id, in.Version, in.Einheit, in.Grund)
	if err == nil {
		if _, gone := h.svc.Vorgang.GetVorgang(c.Request.Context(), actorOf(c), id); casework.CodeOf(gone) == casework.NotFound {
			c.Status(http.StatusNoContent)
			return
		}
	}
	h.after(c, id, http.StatusOK, err)
}

// CloseVorgang POST …/abschluss
func (h *handlers) CloseVorgang(c *gin.Context, id api.Id) {
	var in api.VersionGrundOptional
	if h.bind(c, &in) {
		h.after(c, id, http.StatusOK, h.svc.Vorgang.CloseVorgang(c.Request.Context(), actorOf(c), id, in.Version, in.Grund))
	}
}

// ReopenVorgang POST …/wiedereroeffnung
func (h *handlers) ReopenVorgang(c *gin.Context, id api.Id) {
	var in api.VersionGrund
	if h.bind(c, &in) {
		h.after(c, id, http.StatusOK, h.svc.Vorgang.ReopenVorgang(c.Request.Context(), actorOf(c), id, in.Version, in.Grund))
	}
}

// UpdateVorgang PATCH …/{id}
func (h *handlers) UpdateVorgang(c *gin.Context, id api.Id) {
	var in api.UpdateVorgangJSONBody
	if h.bind(c, &in) {
		h.after(c, id, http.StatusOK, h.svc.Vorgang.UpdateVorgang(c.Request.Context(), actorOf(c), id, in.Version, in.Aktenzeichen))
	}
}

// CompleteAufgabe POST …/aufgaben/{aufgabeId}/erledigung
func (h *handlers) CompleteAufgabe(c *gin.Context, id api.Id, aufgabeID openapi_types.UUID) {
	var in api.CompleteAufgabeJSONBody
	if h.bind(c, &in) {
		h.after(c, id, http.StatusOK, h.svc.Ablauf.CompleteAufgabe(c.Request.Context(), actorOf(c), id, aufgabeID, in.Version, in.Werte))
	}
}

// ResolveVorfall POST …/prozess/vorfaelle/{token}
func (h *handlers) ResolveVorfall(c *gin.Context, id api.Id, token string) {
	var in api.ResolveVorfallJSONBody
	if h.bind(c, &in) {
		h.after(c, id, http.StatusOK, h.svc.Ablauf.ResolveVorfall(c.Request.Context(), actorOf(c), id, in.Version, token, in.Aktion == "ueberspringen", in.Grund))
	}
}

// JumpProzess POST …/prozess/sprung
func (h *handlers) JumpProzess(c *gin.Context, id api.Id) {
	var in api.JumpProzessJSONBody
	if h.bind(c, &in) {
		h.after(c, id, http.StatusOK, h.svc.Ablauf.JumpProzess(c.Request.Context(), actorOf(c), id, in.Version, in.AufgabeId, in.Ziel, in.Grund))
	}
}

// StopProzess POST …/prozess/ende
func (h *handlers) StopProzess(c *gin.Context, id api.Id) {
	var in api.VersionGrund
	if h.bind(c, &in) {
		h.after(c, id, http.StatusOK, h.svc.Ablauf.StopProzess(c.Request.Context(), actorOf(c), id, in.Version, in.Grund))
	}
}

// AddKommentar POST …/kommentare
func (h *handlers) AddKommentar(c *gin.Context, id api.Id) {
	var in api.AddKommentarJSONBody
	if h.bind(c, &in) {
		h.after(c, id, http.StatusCreated, h.svc.Vorgang.AddKommentar(c.Request.Context(), actorOf(c), id, in.Text))
	}
}

// AddWiedervorlage POST …/wiedervorlagen
func (h *handlers) AddWiedervorlage(c *gin.Context, id api.Id) {
	var in api.AddWiedervorlageJSONBody
	if h.bind(c, &in) {
		w := casework.Wiedervorlage{Betreff: in.Betreff, Beschreibung: in.Beschreibung, FaelligAm: in.FaelligAm.Time}
		h.after(c, id, http.StatusCreated, h.svc.Vorgang.AddWiedervorlage(c.Request.Context(), actorOf(c), id, w))
	}
}

// CompleteWiedervorlage POST …/wiedervorlagen/{id}/erledigung
func (h *handlers) CompleteWiedervorlage(c *gin.Context, id api.Id, wiedervorlageID openapi_types.UUID) {
	h.after(c, id, http.StatusOK, h.svc.Vorgang.CompleteWiedervorlage(c.Request.Context(), actorOf(c), id, wiedervorlageID))
}

// GetEntwurf GET …/entwuerfe/{art}
func (h *handlers) GetEntwurf(c *gin.Context, id api.Id, art string) {
	inhalt, am, err := h.svc.Vorgang.GetEntwurf(c.Request.Context(), actorOf(c), id, art)
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"inhalt": inhalt, "am": am})
}

// SaveEntwurf PUT …/entwuerfe/{art}
func (h *handlers) SaveEntwurf(c *gin.Context, id api.Id, art string) {
	var in struct {
		Inhalt json.RawMessage `json:"inhalt"`
		Am     time.Time       `json:"am"`
	}
	if !h.bind(c, &in) {
		return
	}
	if err := h.svc.Vorgang.SaveEntwurf(c.Request.Context(), actorOf(c), id, art, in.Inhalt); err != nil {
		h.problem(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}

// DeleteEntwurf DELETE …/entwuerfe/{art}
func (h *handlers) DeleteEntwurf(c *gin.Context, id api.Id, art string) {
	if err := h.svc.Vorgang.DeleteEntwurf(c.Request.Context(), actorOf(c), id, art); err != nil {
		h.problem(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}
