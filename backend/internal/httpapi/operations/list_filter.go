package operations

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// ListFilter GET /api/v1/vorgaenge/filter
func (o Operations) ListFilter(c context.Context, _ api.ListFilterRequestObject) (api.ListFilterResponseObject, error) {
	ctx, a := asked(c)
	f, err := o.Services.Vorgang.ListFilter(ctx, a)
	if err != nil {
		return nil, err
	}
	return api.ListFilter200JSONResponse{
		Status:    list(f.Status, func(s casework.Status) api.Status { return api.Status(s) }),
		Verfahren: list(f.Verfahren, func(d *workflow.Definition) api.Option { return api.Option{Wert: d.Name, Label: d.Meta.Titel} }),
		Einheiten: list(f.Einheiten, func(e store.Einheit) api.Option { return api.Option{Wert: e.Schluessel, Label: e.Name} }),
		Personen:  list(f.Personen, func(b store.Benutzer) api.Option { return api.Option{Wert: b.Name, Label: b.Anzeige} }),
	}, nil
}
