package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// GetVorgang GET /api/v1/vorgaenge/{id}
func (o Operations) GetVorgang(
	c context.Context, r api.GetVorgangRequestObject,
) (api.GetVorgangResponseObject, error) {
	ctx, a := asked(c)
	v, err := o.vorgang(ctx, a, r.Id)
	return api.GetVorgang200JSONResponse{VorgangJSONResponse: v}, err
}
