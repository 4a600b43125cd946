package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// StrikeAdressat POST /api/v1/vorgaenge/{id}/bescheid/{bescheidId}/adressaten/{adressatId}/streichung
func (o Operations) StrikeAdressat(
	c context.Context, r api.StrikeAdressatRequestObject,
) (api.StrikeAdressatResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Bescheid.StrikeAdressat(ctx, a, r.Id, r.BescheidId, r.AdressatId, r.Body.Version,
		r.Body.Grund); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.StrikeAdressat200JSONResponse{VorgangJSONResponse: v}, err
}
