package operations

import (
	"context"
	"encoding/json"

	"kontor/backend/internal/httpapi/api"
)

// GetEntwurf GET /api/v1/vorgaenge/{id}/entwuerfe/{art}
func (o Operations) GetEntwurf(
	c context.Context, r api.GetEntwurfRequestObject,
) (api.GetEntwurfResponseObject, error) {
	ctx, a := asked(c)
	e, err := o.Services.Vorgang.GetEntwurf(ctx, a, r.Id, r.Art)
	return api.GetEntwurf200JSONResponse{Inhalt: json.RawMessage(e.Inhalt), Am: e.Am, Stand: &e.Stand}, err
}
