package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// GetKlaerfall GET /api/v1/klaerfaelle/{id}
func (o Operations) GetKlaerfall(
	c context.Context, r api.GetKlaerfallRequestObject,
) (api.GetKlaerfallResponseObject, error) {
	ctx, a := asked(c)
	k, roh, err := o.Services.Posteingang.GetKlaerfall(ctx, a, r.Id)
	if err != nil {
		return nil, err
	}
	v := klaerfallOf(*k)
	v.Rohdaten = roh
	return api.GetKlaerfall200JSONResponse(v), nil
}
