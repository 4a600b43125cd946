package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// DeleteMuster DELETE /api/v1/muster/{id}
func (o Operations) DeleteMuster(
	c context.Context, r api.DeleteMusterRequestObject,
) (api.DeleteMusterResponseObject, error) {
	ctx, a := asked(c)
	return api.DeleteMuster204Response{}, o.Services.Anbindung.DeleteMuster(ctx, a, r.Id)
}
