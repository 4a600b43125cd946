package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// ActivateVerfahrensversion POST /api/v1/verfahrensversionen/{id}/aktivierung
func (o Operations) ActivateVerfahrensversion(
	c context.Context, r api.ActivateVerfahrensversionRequestObject,
) (api.ActivateVerfahrensversionResponseObject, error) {
	ctx, a := asked(c)
	k, err := o.Services.Verfahren.ActivateVerfahrensversion(ctx, a, r.Id, r.Body.Ab.Time)
	if err != nil {
		return nil, err
	}
	return api.ActivateVerfahrensversion200JSONResponse(verfahrensversionOf(k)), nil
}
