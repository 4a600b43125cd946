package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// AcceptKlaerfall POST /api/v1/klaerfaelle/{id}/vorgang
func (o Operations) AcceptKlaerfall(
	c context.Context, r api.AcceptKlaerfallRequestObject,
) (api.AcceptKlaerfallResponseObject, error) {
	ctx, a := asked(c)
	k, err := o.Services.Posteingang.AcceptKlaerfall(ctx, a, r.Id)
	if err != nil {
		return nil, err
	}
	return api.AcceptKlaerfall200JSONResponse(klaerfallOf(*k)), nil
}
