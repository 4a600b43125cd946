package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// GetZugang GET /api/v1/zugaenge/{id}
func (o Operations) GetZugang(c context.Context, r api.GetZugangRequestObject) (api.GetZugangResponseObject, error) {
	ctx, a := asked(c)
	z, err := o.Services.Posteingang.GetZugang(ctx, a, r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetZugang200JSONResponse(o.zugangOf(z)), nil
}
