package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// DeleteEntwurf DELETE /api/v1/vorgaenge/{id}/entwuerfe/{art}
func (o Operations) DeleteEntwurf(
	c context.Context, r api.DeleteEntwurfRequestObject,
) (api.DeleteEntwurfResponseObject, error) {
	ctx, a := asked(c)
	return api.DeleteEntwurf204Response{}, o.Services.Vorgang.DeleteEntwurf(ctx, a, r.Id, r.Art, r.Params.Stand)
}
