package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// RetireVerfahrensversion POST /api/v1/verfahrensversionen/{id}/rueckzug
func (o Operations) RetireVerfahrensversion(
	c context.Context, r api.RetireVerfahrensversionRequestObject,
) (api.RetireVerfahrensversionResponseObject, error) {
	ctx, a := asked(c)
	k, err := o.Services.Verfahren.RetireVerfahrensversion(ctx, a, r.Id)
	if err != nil {
		return nil, err
	}
	return api.RetireVerfahrensversion200JSONResponse(verfahrensversionOf(k)), nil
}
