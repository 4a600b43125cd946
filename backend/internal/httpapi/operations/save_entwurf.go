package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// SaveEntwurf PUT /api/v1/vorgaenge/{id}/entwuerfe/{art}
func (o Operations) SaveEntwurf(
	c context.Context, r api.SaveEntwurfRequestObject,
) (api.SaveEntwurfResponseObject, error) {
	ctx, a := asked(c)
	return api.SaveEntwurf204Response{}, o.Services.Vorgang.SaveEntwurf(ctx, a, r.Id, r.Art, r.Body.Inhalt)
}
