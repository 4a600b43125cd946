package operations

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"strings"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/store"
)

// ListVorgaenge GET /api/v1/vorgaenge
func (o Operations) ListVorgaenge(
	c context.Context, r api.ListVorgaengeRequestObject,
) (api.ListVorgaengeResponseObject, error) {
	ctx, a := asked(c)
	f, err := vorgangfilter(r.Params)
	if err != nil {
		return nil, err
	}
	liste, err := o.Services.Vorgang.ListVorgaenge(ctx, a, f, r.Params.Suche)
	if err != nil {
		return nil, err
	}
	out := api.ListVorgaenge200JSONResponse{Vorgaenge: make([]api.VorgangZeile, 0, len(liste.Zeilen))}
	for i := range liste.Zeilen {
		v := zeileOf(&liste.Zeilen[i])
		v.Treffer = liste.Treffer[v.Id]
		out.Vorgaenge = append(out.Vorgaenge, v)
	}
	if liste.Mehr {
		out.Nach = cursor(f.Neueste, &liste.Zeilen[len(liste.Zeilen)-1])
	}
	return out, nil
}

func vorgangfilter(p api.ListVorgaengeParams) (store.Filter, error) {
	f := store.Filter{
		Ansicht: cmp.Or(string(p.Ansicht), store.AnsichtAlle), WartetAuf: string(p.WartetAuf), Verfahren: p.Verfahren,
		Einheit: p.Einheit, Person: p.Zustaendig, EingangVon: optional(p.EingangVon.Time), EingangBis: optional(p.EingangBis.Time),
		Anzahl: cmp.Or(p.Anzahl, 50), Neueste: p.Sortierung == api.Eingang,
	}
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
