package httpapi

import (
	"encoding/json"
	"mime"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// GetVorgang GET /api/v1/vorgaenge/{id}
func (h *handlers) GetVorgang(c *gin.Context, id api.Id) { h.after(c, id, http.StatusOK, nil) }

// after answers an act with the Vorgang as it stands now.
func (h *handlers) after(c *gin.Context, id uuid.UUID, code int, err error) {
	if err != nil {
		h.problem(c, err)
		return
	}
	a := actorOf(c)
	akte, err := h.svc.Vorgang.GetVorgang(c.Request.Context(), a, id)
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(code, akteView(a, akte))
}

// ListVerlauf GET /api/v1/vorgaenge/{id}/verlauf
func (h *handlers) ListVerlauf(c *gin.Context, id api.Id) {
	eintraege, err := h.svc.Vorgang.ListVerlauf(c.Request.Context(), actorOf(c), id)
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"verlauf": list(eintraege, verlaufseintrag)})
}

type verlaufView struct {
	Nr         int             `json:"nr"`
	Zeit       time.Time       `json:"zeit"`
	Art        string          `json:"art"`
	Akteur     string          `json:"akteur"`
	AkteurName string          `json:"akteurName"`
	Daten      json.RawMessage `json:"daten"`
	Hash       string          `json:"hash"`
}

func verlaufseintrag(e casework.Verlaufseintrag) verlaufView {
	const hex = "0123456789abcdef"
	var b strings.Builder
	for _, x := range e.Hash {
		b.WriteByte(hex[x>>4])
		b.WriteByte(hex[x&15])
	}
	return verlaufView{e.Nr, e.Zeit, e.Art, e.Akteur, e.Anzeige, e.Daten, b.String()}
}

// GetDokument GET /api/v1/vorgaenge/{id}/dokumente/{dokumentId}
func (h *handlers) GetDokument(c *gin.Context, id api.Id, dokumentID api.DokumentId, p api.GetDokumentParams) {
	d, r, err := h.svc.Vorgang.GetDokument(c.Request.Context(), actorOf(c), id, dokumentID)
	if err != nil {
		h.problem(c, err)
		return
	}
	h.serveDokument(c, d, r, p.Ansehen)
}

// serveDokument hands out bytes that never become active content of this site: a download, or one of the
// few types that run nothing, under a policy of its own.
func (h *handlers) serveDokument(c *gin.Context, d *casework.Dokument, r store.BlobReader, ansehen bool) {
	defer r.Close()
	art, typ := "attachment", "application/octet-stream"
	if d.Ansehbar() {
		typ = d.ContentType
		if ansehen {
			art = "inline"
		}
	}
	hd := c.Writer.Header()
	hd.Set("Content-Type", typ)
	hd.Set("Content-Disposition", mime.FormatMediaType(art, map[string]string{"filename": d.Dateiname}))
	policy := "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
	if !strings.HasPrefix(typ, "application/pdf") {
		policy += "; sandbox" // the browser's PDF viewer does not run in a sandbox
	}
	hd.Set("Content-Security-Policy", policy)
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, r)
}

// GetProzess GET /api/v1/vorgaenge/{id}/prozess
func (h *handlers) GetProzess(c *gin.Context, id api.Id) {
	def, p, err := h.svc.Ablauf.GetProzess(c.Request.Context(), actorOf(c), id)
	if err != nil {
		h.problem(c, err)
		return
	}
	pic := def.Process.Picture(p.Zustand)
	fristen := []gin.H{}
	for _, t := range pic.Timers {
		fristen = append(fristen, gin.H{"element": t.Element, "am": t.Due})
	}
	out := gin.H{"bpmn": string(def.ProcessXML), "laeuft": p.Laeuft, "tokens": distinct(list(pic.Tokens, func(t workflow.PictureToken) string { return t.Element })), "erledigt": distinct(pic.Done),
		"vorfaelle": distinct(list(pic.Incidents, func(i workflow.PictureIncident) string { return i.Element })), "fristen": fristen, "sprungziele": sprungziele(def.Process)}
	c.JSON(http.StatusOK, out)
}

func distinct(in []string) []string {
	out := slices.Clone(in)
	slices.Sort(out)
	if out = slices.Compact(out); out == nil {
		out = []string{}
	}
	return out
}

// sprungziele are the user tasks a person may jump to.
func sprungziele(p *workflow.Process) []gin.H {
	out := []gin.H{}
	for _, e := range p.UserTasks() {
		out = append(out, gin.H{"element": e.ID, "name": e.Label()})
	}
	return out
}
