package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// RetryKlaerfall POST /api/v1/klaerfaelle/{id}/wiederholung
func (o Operations) RetryKlaerfall(
	c context.Context, r api.RetryKlaerfallRequestObject,
) (api.RetryKlaerfallResponseObject, error) {
	ctx, a := asked(c)
	k, err := o.Services.Posteingang.RetryKlaerfall(ctx, a, r.Id)
	if err != nil {
		return nil, err
	}
	return api.RetryKlaerfall200JSONResponse(klaerfallOf(*k)), nil
}
