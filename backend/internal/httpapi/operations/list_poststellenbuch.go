package operations

import (
	"context"

	"github.com/google/uuid"
	openapi_types "github.com/oapi-codegen/runtime/types"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

const buchSeite = 50

// ListPoststellenbuch GET /api/v1/poststellenbuch
func (o Operations) ListPoststellenbuch(
	c context.Context, r api.ListPoststellenbuchRequestObject,
) (api.ListPoststellenbuchResponseObject, error) {
	ctx, a := asked(c)
	p := r.Params
	f := buchfilter(p.Zugang, p.Zustand, p.Formular, p.Von, p.Bis, p.Suche)
	f.Anzahl = buchSeite + 1
	var err error
	if f.Nach, err = nachID(p.Nach); err != nil {
		return nil, err
	}
	rows, err := o.Services.Posteingang.ListPoststellenbuch(ctx, a, f)
	rows, weiter := page(rows, buchSeite, func(e store.Bucheintrag) uuid.UUID { return e.ID })
	return api.ListPoststellenbuch200JSONResponse{Eingaenge: list(rows, bucheintragOf), Nach: weiter}, err
}

// buchfilter says which lines are shown, in the list and in the file: the last day is one of them.
func buchfilter(
	zugang uuid.UUID, zustand api.EingangZustand, formular string, von, bis openapi_types.Date, suche string,
) store.Buchfilter {
	f := store.Buchfilter{Zugang: optional(zugang), Zustand: string(zustand), Formular: formular, Suche: suche}
	if !von.IsZero() {
		f.Von = casework.TagBeginn(von.Time)
	}
	if !bis.IsZero() {
		f.Bis = casework.TagBeginn(bis.AddDate(0, 0, 1))
	}
	return f
}

func bucheintragOf(e store.Bucheintrag) api.Bucheintrag {
	return api.Bucheintrag{
		Id: e.ID, Referenz: posteingang.Referenz(e.ID), EmpfangenAm: e.EmpfangenAm, Zugang: e.Zugang,
		ZugangName: e.ZugangName, Adapter: e.Adapter, Weg: api.BucheintragWeg(e.Weg), Groesse: int(e.Groesse),
		Sha256: e.SHA256, Zustand: api.EingangZustand(e.Zustand), Grund: e.Grund, Antwort: e.Antwort,
		Kennung: e.Kennung, Formular: e.Formular, Version: e.FormularVersion, VorgangId: e.Vorgang,
		Vorgangsnummer: e.Vorgangsnummer, RohdatenGeloeschtAm: e.RohdatenGeloeschtAm,
	}
}
