package operations

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"regexp"

	openapi_types "github.com/oapi-codegen/runtime/types"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/store"
)

const zugriffsSeite = 50

// ort is where an entry lies, as the database writes it.
var ort = regexp.MustCompile(`^\(\d{1,9},\d{1,4}\)$`)

// ListZugriffe GET /api/v1/leseprotokoll
func (o Operations) ListZugriffe(
	c context.Context, r api.ListZugriffeRequestObject,
) (api.ListZugriffeResponseObject, error) {
	ctx, a := asked(c)
	p := r.Params
	f, err := zugriffsfilter(p.Person, p.Art, p.Vorgang, p.Von, p.Bis)
	if err != nil {
		return nil, err
	}
	f.Anzahl = zugriffsSeite + 1
	if p.Nach != "" {
		raw, err := base64.RawURLEncoding.DecodeString(p.Nach)
		if err != nil || json.Unmarshal(raw, &f.Nach) != nil || f.Nach == nil || !ort.MatchString(f.Nach.Ort) {
			return nil, casework.FailField("nach", "unknown")
		}
	}
	rows, err := o.Services.Vorgang.ListZugriffe(ctx, a, f)
	if err != nil {
		return nil, err
	}
	var nach *string
	if len(rows) > zugriffsSeite {
		rows = rows[:zugriffsSeite]
		last := rows[len(rows)-1]
		raw, _ := json.Marshal(store.Zugriffsstelle{Am: last.Am, Ort: last.Ort}) //nolint:errchkjson // plain fields
		text := base64.RawURLEncoding.EncodeToString(raw)
		nach = &text
	}
	return api.ListZugriffe200JSONResponse{Zugriffe: list(rows, zugriffOf), Nach: nach}, nil
}

// zugriffsfilter says which entries are shown, in the list and in the file: the last day is one of them.
func zugriffsfilter(person, art, vorgang string, von, bis openapi_types.Date) (store.Zugriffsfilter, error) {
	f := store.Zugriffsfilter{Akteur: person, Art: art, Vorgangsnummer: vorgang}
	if art != "" && casework.Zugriffsarten[art] == "" {
		return f, casework.FailField("art", "unknown")
	}
	if !von.IsZero() {
		f.Von = casework.TagBeginn(von.Time)
	}
	if !bis.IsZero() {
		f.Bis = casework.TagBeginn(bis.AddDate(0, 0, 1))
	}
	return f, nil
}

func zugriffOf(z store.Zugriffszeile) api.Zugriff {
	daten := z.Daten
	if daten == nil {
		daten = map[string]any{}
	}
	return api.Zugriff{Am: z.Am, Person: z.Akteur, PersonName: z.Name, Art: z.Art, VorgangId: z.Vorgang,
		Vorgangsnummer: z.Vorgangsnummer, ObjektId: z.Objekt, Gezeigt: z.Gezeigt, Daten: daten}
}
