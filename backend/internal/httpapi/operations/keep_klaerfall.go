package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// KeepKlaerfall DELETE /api/v1/klaerfaelle/{id}/verwerfung
func (o Operations) KeepKlaerfall(
	c context.Context, r api.KeepKlaerfallRequestObject,
) (api.KeepKlaerfallResponseObject, error) {
	ctx, a := asked(c)
	k, err := o.Services.Posteingang.KeepKlaerfall(ctx, a, r.Id)
	if err != nil {
		return nil, err
	}
	return api.KeepKlaerfall200JSONResponse(klaerfallOf(*k)), nil
}
