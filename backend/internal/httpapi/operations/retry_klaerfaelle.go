package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// RetryKlaerfaelle POST /api/v1/klaerfaelle/wiederholung
func (o Operations) RetryKlaerfaelle(
	c context.Context, r api.RetryKlaerfaelleRequestObject,
) (api.RetryKlaerfaelleResponseObject, error) {
	ctx, a := asked(c)
	n, err := o.Services.Posteingang.RetryKlaerfaelle(ctx, a, r.Body.Zugang, r.Body.Grund)
	return api.RetryKlaerfaelle202JSONResponse{Anzahl: n}, err
}
