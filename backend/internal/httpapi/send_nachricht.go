package httpapi

import (
	"errors"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"
	openapi_types "github.com/oapi-codegen/runtime/types"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/versand"
)

// SendNachricht POST …/nachrichten
func (h *handlers) SendNachricht(c *gin.Context, id api.Id) {
	var in api.NachrichtNeu
	if !h.bind(c, &in) {
		return
	}
	n := versand.NeueNachricht{Nachricht: casework.Nachricht{Betreff: in.Betreff, Text: in.Text, AntwortBis: date(in.AntwortBis), Art: casework.NachrichtArt(in.Art),
		Antwort: casework.AntwortRegel(in.Antwort), Vertrauensniveau: int(in.Vertrauensniveau)}, Aufgabe: optional(in.Aufgabe), Anhaenge: in.Anhaenge}
	for _, p := range in.Punkte {
		n.Punkte = append(n.Punkte, casework.Punkt{Titel: p.Titel, Hinweis: p.Hinweis})
	}
	h.after(c, id, http.StatusCreated, h.svc.Versand.SendNachricht(c.Request.Context(), actorOf(c), id, in.Version, n))
}

// MarkNachrichtGelesen POST …/nachrichten/{nachrichtId}/gelesen
func (h *handlers) MarkNachrichtGelesen(c *gin.Context, id api.Id, nachrichtID api.NachrichtId) {
	h.after(c, id, http.StatusOK, h.svc.Versand.MarkNachrichtGelesen(c.Request.Context(), actorOf(c), id, nachrichtID))
}

// CheckPunkt POST …/punkte/{punktId}/pruefung
func (h *handlers) CheckPunkt(c *gin.Context, id api.Id, punktID openapi_types.UUID) {
	var in api.CheckPunktJSONBody
	if h.bind(c, &in) {
		h.after(c, id, http.StatusOK, h.svc.Versand.CheckPunkt(c.Request.Context(), actorOf(c), id, punktID, in.Version, in.Angenommen, in.Grund))
	}
}

// RetrySendung POST …/sendungen/{sendungId}/wiederholung
func (h *handlers) RetrySendung(c *gin.Context, id api.Id, sendungID api.SendungId) {
	h.after(c, id, http.StatusOK, h.svc.Versand.RetrySendung(c.Request.Context(), actorOf(c), id, sendungID))
}

// UploadDokument POST …/dokumente, one file as part `datei`, streamed.
func (h *handlers) UploadDokument(c *gin.Context, id api.Id) {
	parts, err := c.Request.MultipartReader()
	if err != nil {
		h.problem(c, badRequest(err))
		return
	}
	part, err := parts.NextPart()
	switch {
	case errors.Is(err, io.EOF):
		err = casework.FailField("datei", "required")
	case err != nil:
		err = badRequest(err)
	case part.FormName() != "datei":
		err = casework.FailField(part.FormName(), unknownField)
	case !casework.TextOK(part.FileName()):
		err = casework.FailField("datei", "text")
	}
	if err != nil {
		h.problem(c, err)
		return
	}
	d, err := h.svc.Vorgang.UploadDokument(c.Request.Context(), actorOf(c), id, part.FileName(), part)
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusCreated, dokument(*d))
}
