package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// DiscardKlaerfall POST /api/v1/klaerfaelle/{id}/verwerfung
func (o Operations) DiscardKlaerfall(
	c context.Context, r api.DiscardKlaerfallRequestObject,
) (api.DiscardKlaerfallResponseObject, error) {
	ctx, a := asked(c)
	k, err := o.Services.Posteingang.DiscardKlaerfall(ctx, a, r.Id, r.Body.Grund)
	if err != nil {
		return nil, err
	}
	return api.DiscardKlaerfall200JSONResponse(klaerfallOf(*k)), nil
}
