package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// UpdateVorgang PATCH /api/v1/vorgaenge/{id}
func (o Operations) UpdateVorgang(
	c context.Context, r api.UpdateVorgangRequestObject,
) (api.UpdateVorgangResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Vorgang.UpdateVorgang(ctx, a, r.Id, r.Body.Version, r.Body.Aktenzeichen); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.UpdateVorgang200JSONResponse{VorgangJSONResponse: v}, err
}
