package httpapi

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	openapi_types "github.com/oapi-codegen/runtime/types"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/store"
)

// ListVorgaenge GET /api/v1/vorgaenge
func (h *handlers) ListVorgaenge(c *gin.Context, p api.ListVorgaengeParams) {
	f, err := filter(p)
	if err != nil {
		h.problem(c, err)
		return
	}
	liste, err := h.svc.Vorgang.ListVorgaenge(c.Request.Context(), actorOf(c), f, p.Suche)
	if err != nil {
		h.problem(c, err)
		return
	}
	rows := make([]zeileView, 0, len(liste.Zeilen))
	for i := range liste.Zeilen {
		v := zeile(&liste.Zeilen[i])
		v.Treffer = liste.Treffer[v.ID]
		rows = append(rows, v)
	}
	var nach *string
	if liste.Mehr {
		nach = cursor(f.Neueste, &liste.Zeilen[len(liste.Zeilen)-1])
	}
	c.JSON(http.StatusOK, gin.H{"vorgaenge": rows, "nach": nach})
}

func filter(p api.ListVorgaengeParams) (store.Filter, error) {
	f := store.Filter{Ansicht: cmp.Or(string(p.Ansicht), store.AnsichtAlle), WartetAuf: string(p.WartetAuf), Verfahren: p.Verfahren, Einheit: p.Einheit,
		EingangVon: date(p.EingangVon), EingangBis: date(p.EingangBis), Anzahl: cmp.Or(p.Anzahl, 50), Neueste: p.Sortierung == "eingang"}
	if f.EingangVon != nil && f.EingangBis != nil && f.EingangBis.Before(*f.EingangVon) {
		return f, casework.FailField("eingangBis", "before_start")
	}
	var err error
	if f.Status, err = statusList(p.Status); err != nil {
		return f, err
	}
	if p.Nach != "" {
		var cur store.Cursor
		raw, err := base64.RawURLEncoding.DecodeString(p.Nach)
		if err != nil || json.Unmarshal(raw, &cur) != nil {
			return f, casework.FailField("nach", "unknown")
		}
		f.Nach = &cur
	}
	return f, nil
}

func statusList(text string) ([]casework.Status, error) {
	if text == "" {
		return nil, nil
	}
	if text == "offen" {
		return casework.Offen, nil
	}
	var out []casework.Status
	for _, s := range strings.Split(text, ",") {
		known := false
		for _, x := range casework.Alle {
			known = known || string(x) == s
		}
		if !known {
			return nil, casework.FailField("status", "unknown")
		}
		out = append(out, casework.Status(s))
	}
	return out, nil
}

func cursor(neueste bool, z *store.Zeile) *string {
	cur := store.Cursor{Zeit: z.FaelligAm, ID: z.ID}
	if neueste {
		cur.Zeit = z.EingangAm
	}
	raw, _ := json.Marshal(cur) //nolint:errchkjson // plain fields
	s := base64.RawURLEncoding.EncodeToString(raw)
	return &s
}

// optional is what may be missing: its zero value is nothing.
func optional[T comparable](x T) *T {
	var zero T
	if x == zero {
		return nil
	}
	return &x
}

func date(d openapi_types.Date) *time.Time { return optional(d.Time) }

// ListAnsichten GET /api/v1/ansichten
func (h *handlers) ListAnsichten(c *gin.Context) {
	counts, err := h.svc.Vorgang.ListAnsichten(c.Request.Context(), actorOf(c))
	if err != nil {
		h.problem(c, err)
		return
	}
	out := []gin.H{}
	for _, name := range []string{store.AnsichtMeine, store.AnsichtNichtZugewiesen, store.AnsichtAlle, store.AnsichtWiedervorlagen, store.AnsichtNeueAntworten, "klaerfaelle"} {
		if n, ok := counts[name]; ok {
			out = append(out, gin.H{"ansicht": name, "anzahl": min(n, store.Zaehlgrenze), "mehr": n > store.Zaehlgrenze})
		}
	}
	c.JSON(http.StatusOK, gin.H{"ansichten": out})
}

// value is what a pointer points to; nothing is the zero value.
func value[T any](p *T) (out T) {
	if p != nil {
		out = *p
	}
	return out
}
