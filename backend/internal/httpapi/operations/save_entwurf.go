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
	stand, err := o.Services.Vorgang.SaveEntwurf(ctx, a, r.Id, r.Art, r.Body.Inhalt, r.Body.Stand)
	return api.SaveEntwurf200JSONResponse{Stand: stand}, err
}
