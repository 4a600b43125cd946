package httpapi

import (
	"io"
	"mime"
	"net/http"

	"github.com/gin-gonic/gin"

	"kontor/backend/internal/httpapi/api"
)

// ExportVorgang GET …/export/xdomea
func (h *handlers) ExportVorgang(c *gin.Context, id api.Id, params api.ExportVorgangParams) {
	name, write, err := h.svc.Versand.ExportVorgang(c.Request.Context(), actorOf(c), id, params.Bestaetigt)
	h.export(c, name, write, err)
}

// ExportVorgaenge POST /api/v1/export/xdomea
func (h *handlers) ExportVorgaenge(c *gin.Context) {
	var in api.ExportVorgaengeJSONBody
	if h.bind(c, &in) {
		name, write, err := h.svc.Versand.ExportVorgaenge(c.Request.Context(), actorOf(c), in.Vorgaenge, in.Bestaetigt)
		h.export(c, name, write, err)
	}
}

func (h *handlers) export(c *gin.Context, name string, write func(io.Writer) error, err error) {
	if err != nil {
		h.problem(c, err)
		return
	}
	h.stream(c, &firstByte{c: c, name: name, contentType: "application/zip"}, write)
}

// stream lets write fill a download.
func (h *handlers) stream(c *gin.Context, w *firstByte, write func(io.Writer) error) {
	if err := write(w); err != nil {
		if !w.begun {
			h.problem(c, err)
			return
		}
		h.Log.Error("export broke off", "error", err)
		panic(http.ErrAbortHandler) // the browser must see a broken download, not half a file
	}
}

// firstByte sends the headers only when the first byte comes: what fails before is a proper problem.
type firstByte struct {
	c           *gin.Context
	name        string
	contentType string
	begun       bool
}

func (w *firstByte) Write(p []byte) (int, error) {
	if !w.begun {
		w.begun = true
		w.c.Header("Content-Type", w.contentType)
		w.c.Header("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": w.name}))
	}
	return w.c.Writer.Write(p)
}

// FileVorgang POST …/ablage
func (h *handlers) FileVorgang(c *gin.Context, id api.Id) {
	var in api.FileVorgangJSONBody
	if h.bind(c, &in) {
		err := h.svc.Versand.FileVorgang(c.Request.Context(), actorOf(c), id, in.Version, in.Bestaetigt)
		h.after(c, id, http.StatusOK, err)
	}
}
