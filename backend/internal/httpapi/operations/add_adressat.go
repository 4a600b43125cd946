package operations

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// AddAdressat POST /api/v1/vorgaenge/{id}/bescheid/{bescheidId}/adressaten
func (o Operations) AddAdressat(
	c context.Context, r api.AddAdressatRequestObject,
) (api.AddAdressatResponseObject, error) {
	ctx, a := asked(c)
	x := casework.NeuerAdressat{Rolle: string(r.Body.Rolle)}
	if an := anschriftOf(r.Body.Anschrift); an != nil {
		x.Anschrift = *an
	}
	if err := o.Services.Bescheid.AddAdressat(ctx, a, r.Id, r.BescheidId, r.Body.Version, x,
		texts[string](r.Body.Bestaetigt)); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.AddAdressat200JSONResponse{VorgangJSONResponse: v}, err
}
