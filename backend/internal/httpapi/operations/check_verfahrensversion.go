package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
	"kontor/workflow"
)

// CheckVerfahrensversion GET /api/v1/verfahrensversionen/{id}/pruefung
func (o Operations) CheckVerfahrensversion(
	c context.Context, r api.CheckVerfahrensversionRequestObject,
) (api.CheckVerfahrensversionResponseObject, error) {
	ctx, a := asked(c)
	p, err := o.Services.Verfahren.CheckVerfahrensversion(ctx, a, r.Id, r.Params.Ab.Time)
	if err != nil {
		return nil, err
	}
	return api.CheckVerfahrensversion200JSONResponse{Gegen: p.Gegen, Laufende: p.Laufende, Aelter: p.Aelter,
		Konflikte: list(p.Konflikte, verfahrensbefundOf), Haus: list(p.Haus, verfahrensbefundOf), Offen: all(p.Offen),
		Unterschiede: list(p.Unterschiede, func(x workflow.Change) api.Verfahrensunterschied {
			return api.Verfahrensunterschied{Art: api.VerfahrensunterschiedArt(x.Art),
				Was: api.VerfahrensunterschiedWas(x.Was), Name: x.Name, Stelle: x.Stelle, Element: x.Element}
		})}, nil
}
