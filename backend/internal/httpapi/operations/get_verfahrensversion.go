package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// GetVerfahrensversion GET /api/v1/verfahrensversionen/{id}
func (o Operations) GetVerfahrensversion(
	c context.Context, r api.GetVerfahrensversionRequestObject,
) (api.GetVerfahrensversionResponseObject, error) {
	ctx, a := asked(c)
	k, err := o.Services.Verfahren.GetVerfahrensversion(ctx, a, r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetVerfahrensversion200JSONResponse(verfahrensversionOf(k)), nil
}
