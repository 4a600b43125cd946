package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
	"kontor/workflow"
)

// ListVerfahren GET /api/v1/verfahren
func (o Operations) ListVerfahren(
	c context.Context, _ api.ListVerfahrenRequestObject,
) (api.ListVerfahrenResponseObject, error) {
	ctx, a := asked(c)
	defs, err := o.Services.Vorgang.ListVerfahren(ctx, a)
	return api.ListVerfahren200JSONResponse{Verfahren: list(defs, verfahrenZeileOf)}, err
}

func verfahrenZeileOf(d *workflow.Definition) api.VerfahrenZeile {
	m := d.Meta
	return api.VerfahrenZeile{
		Name: d.Name, Stand: d.Version, Titel: m.Titel, Kurz: m.Kurz, Leika: all(m.Leika), Einheit: m.Einheit,
		Daten: list(m.Daten, func(x workflow.Datum) api.Datum {
			return api.Datum{Name: x.Name, Label: x.Label, Typ: x.Typ}
		}),
		Unterlagen: list(m.Unterlagen, func(u workflow.Unterlage) api.Unterlage { // who maps a form needs no hint
			return api.Unterlage{Kennung: u.Kennung, Titel: u.Titel}
		}),
	}
}
