package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// ImportVerfahrensversion POST /api/v1/verfahrensversionen
func (o Operations) ImportVerfahrensversion(
	c context.Context, r api.ImportVerfahrensversionRequestObject,
) (api.ImportVerfahrensversionResponseObject, error) {
	ctx, a := asked(c)
	k, err := o.Services.Verfahren.ImportVerfahrensversion(ctx, a, r.Body)
	if err != nil {
		return nil, err
	}
	return api.ImportVerfahrensversion201JSONResponse(verfahrensversionOf(k)), nil
}
