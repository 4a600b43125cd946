package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// DeleteVerfahrensversion DELETE /api/v1/verfahrensversionen/{id}
func (o Operations) DeleteVerfahrensversion(
	c context.Context, r api.DeleteVerfahrensversionRequestObject,
) (api.DeleteVerfahrensversionResponseObject, error) {
	ctx, a := asked(c)
	return api.DeleteVerfahrensversion204Response{}, o.Services.Verfahren.DeleteVerfahrensversion(ctx, a, r.Id)
}
