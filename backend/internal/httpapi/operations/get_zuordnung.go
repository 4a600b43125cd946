package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// GetZuordnung GET /api/v1/zuordnungen/{id}
func (o Operations) GetZuordnung(
	c context.Context, r api.GetZuordnungRequestObject,
) (api.GetZuordnungResponseObject, error) {
	ctx, a := asked(c)
	k, err := o.Services.Anbindung.GetZuordnung(ctx, a, r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetZuordnung200JSONResponse(zuordnungOf(k)), nil
}
