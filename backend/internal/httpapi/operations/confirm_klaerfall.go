package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// ConfirmKlaerfall POST /api/v1/klaerfaelle/{id}/verwerfung/freigabe
func (o Operations) ConfirmKlaerfall(
	c context.Context, r api.ConfirmKlaerfallRequestObject,
) (api.ConfirmKlaerfallResponseObject, error) {
	ctx, a := asked(c)
	k, err := o.Services.Posteingang.ConfirmKlaerfall(ctx, a, r.Id)
	if err != nil {
		return nil, err
	}
	return api.ConfirmKlaerfall200JSONResponse(klaerfallOf(*k)), nil
}
