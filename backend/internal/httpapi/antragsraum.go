package httpapi

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/antragsraum"
)

// GetBehoerde GET /antragsraum/api/v1/behoerde: whose portal this is.
func (h *handlers) GetBehoerde(c *gin.Context) {
	m, err := h.svc.Antragsraum.GetBehoerde(c.Request.Context(), casework.Actor{Mandant: h.Mandant})
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"name": m.Name, "anschrift": m.Strasse + ", " + m.PlzOrt, "email": m.Email, "telefon": m.Telefon,
		"impressum": m.Impressum, "datenschutz": m.Datenschutz, "barrierefreiheit": m.Barrierefreiheit})
}

// GetAntragsraumIch GET /antragsraum/api/v1/ich
func (h *handlers) GetAntragsraumIch(c *gin.Context) {
	a := actorOf(c)
	e, err := h.svc.Antragsraum.GetAntragsraumIch(c.Request.Context(), a)
	if err != nil {
		h.problem(c, err)
		return
	}
	out := gin.H{"name": a.Anzeige, "art": either(a.Konto.Art, "person"), "vertrauensniveau": a.Konto.Vertrauensniveau,
		"behoerde": e.Mandant.Name, "einwilligung": "offen", "einwilligungNiveau": e.Niveau}
	if e.Erteilt != nil {
		out["einwilligung"], out["einwilligungAm"] = map[bool]string{true: "erteilt", false: "abgelehnt"}[*e.Erteilt], e.Am
	}
	c.JSON(http.StatusOK, out)
}

// SetEinwilligung POST /antragsraum/api/v1/einwilligung
func (h *handlers) SetEinwilligung(c *gin.Context) {
	var in api.SetEinwilligungJSONBody
	if !h.bind(c, &in) {
		return
	}
	if err := h.svc.Antragsraum.SetEinwilligung(c.Request.Context(), actorOf(c), in.Erteilt); err != nil {
		h.problem(c, err)
		return
	}
	h.GetAntragsraumIch(c)
}

// ListAntragsraumVorgaenge GET /antragsraum/api/v1/vorgaenge
func (h *handlers) ListAntragsraumVorgaenge(c *gin.Context) {
	rooms, zu, err := h.svc.Antragsraum.ListAntragsraumVorgaenge(c.Request.Context(), actorOf(c))
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"vorgaenge": list(rooms, func(r antragsraum.Raum) raumZeileView { return raumZeile(&r) }),
		"verschlossen": list(zu, func(v antragsraum.Verschlossen) gin.H {
			return gin.H{"eingangAm": casework.Heute(v.EingangAm).Format(time.DateOnly), "vertrauensniveau": v.Niveau}
		})})
}

// GetAntragsraumVorgang GET /antragsraum/api/v1/vorgaenge/{id}
func (h *handlers) GetAntragsraumVorgang(c *gin.Context, id api.Id) {
	h.afterRaum(c, id, http.StatusOK)
}

func (h *handlers) afterRaum(c *gin.Context, id uuid.UUID, code int) {
	r, err := h.svc.Antragsraum.GetAntragsraumVorgang(c.Request.Context(), actorOf(c), id)
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(code, raum(r))
}

// ReadAntragsraumNachricht POST …/nachrichten/{nachrichtId}/abruf
func (h *handlers) ReadAntragsraumNachricht(c *gin.Context, id api.Id, nachrichtID api.NachrichtId) {
	r, err := h.svc.Antragsraum.ReadAntragsraumNachricht(c.Request.Context(), actorOf(c), id, nachrichtID)
	if err != nil {
		h.problem(c, err)
		return
	}
	i := slices.IndexFunc(r.Nachrichten, func(n casework.Nachricht) bool { return n.ID == nachrichtID })
	c.JSON(http.StatusOK, raumNachricht(r, r.Nachrichten[i]))
}

// GetAntragsraumDokument GET …/dokumente/{dokumentId}: always a download.
func (h *handlers) GetAntragsraumDokument(c *gin.Context, id api.Id, dokumentID api.DokumentId) {
	d, r, err := h.svc.Antragsraum.GetAntragsraumDokument(c.Request.Context(), actorOf(c), id, dokumentID)
	if err != nil {
		h.problem(c, err)
		return
	}
	h.serveDokument(c, d, r, false)
}

// limits of one answer; the browser says so before it sends.
const (
	maxAntwortText    = 50_000
	maxAntwortDateien = 20
)

// SendAntwort POST …/antworten: text parts first, then files, which are streamed as they come.
func (h *handlers) SendAntwort(c *gin.Context, id api.Id) {
	if err := h.svc.Antragsraum.MayAntworten(c.Request.Context(), actorOf(c), id); err != nil {
		h.problem(c, err)
		return
	}
	parts, err := c.Request.MultipartReader()
	if err != nil {
		h.problem(c, badRequest(err))
		return
	}
	w, err := h.readAntwort(c, id, parts)
	if err == nil {
		err = h.svc.Antragsraum.SendAntwort(c.Request.Context(), actorOf(c), id, w)
	}
	if err != nil {
		h.problem(c, err)
		return
	}
	h.afterRaum(c, id, http.StatusCreated)
}

func (h *handlers) readAntwort(c *gin.Context, id uuid.UUID, parts *multipart.Reader) (antragsraum.Antwort, error) {
	var w antragsraum.Antwort
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return w, nil
		}
		if err != nil {
			return w, badRequest(err)
		}
		if err := h.readAntwortPart(c, id, part, &w); err != nil {
			return w, err
		}
	}
}

func (h *handlers) readAntwortPart(c *gin.Context, id uuid.UUID, part *multipart.Part, w *antragsraum.Antwort) error {
	name := part.FormName()
	punkt, isPunkt := strings.CutPrefix(name, "punkt:")
	if name == "datei" || isPunkt {
		if len(w.Dateien) >= maxAntwortDateien {
			return casework.Fail(casework.TooLarge, "too_many_files")
		}
		var p *uuid.UUID
		if isPunkt {
			x, err := uuid.Parse(punkt)
			if err != nil {
				return casework.FailField("punkt", "unknown")
			}
			p = &x
		}
		if !casework.TextOK(part.FileName()) {
			return casework.FailField("datei", "text")
		}
		d, err := h.svc.Antragsraum.PutAntwortDatei(c.Request.Context(), actorOf(c), id, part.FileName(), p, part)
		if err != nil {
			return err
		}
		w.Dateien = append(w.Dateien, *d)
		return nil
	}
	raw, err := io.ReadAll(io.LimitReader(part, maxAntwortText+1))
	if err != nil {
		return badRequest(err)
	}
	if len(raw) > maxAntwortText {
		return casework.FailField(name, "length")
	}
	if !casework.TextOK(string(raw)) {
		return casework.FailField(name, "text")
	}
	switch name {
	case "text":
		w.Text = string(raw)
	case "schluessel":
		w.Schluessel = string(raw)
	case "nachricht":
		x, err := uuid.ParseBytes(raw)
		if err != nil {
			return casework.FailField("nachricht", "unknown")
		}
		w.Nachricht = &x
	default:
		return casework.FailField(name, unknownField)
	}
	return nil
}
