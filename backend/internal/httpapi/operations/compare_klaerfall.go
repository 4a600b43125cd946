package operations

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// CompareKlaerfall GET /api/v1/klaerfaelle/{id}/vergleich
func (o Operations) CompareKlaerfall(
	c context.Context, r api.CompareKlaerfallRequestObject,
) (api.CompareKlaerfallResponseObject, error) {
	ctx, a := asked(c)
	v, err := o.Services.Posteingang.CompareKlaerfall(ctx, a, r.Id)
	if err != nil {
		return nil, err
	}
	return api.CompareKlaerfall200JSONResponse{VorgangId: value(v.Erster.Vorgang),
		Vorgangsnummer: value(v.Erster.Vorgangsnummer), EmpfangenAm: v.Erster.EmpfangenAm, Verdeckt: v.Verdeckt,
		Gleich: v.Gleich, Unterschiede: list(v.Unterschiede, abweichungOf)}, nil
}

func abweichungOf(x casework.Abweichung) api.Abweichung {
	return api.Abweichung{Pfad: x.Pfad, Label: x.Label, Vorher: x.Vorher, Nachher: x.Nachher}
}
